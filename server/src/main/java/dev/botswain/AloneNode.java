package dev.botswain;

import dev.botswain.operator.ServerNodes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// A server with a store of its own.
final class AloneNode implements ServerNodes {
  private final UUID id = UUID.randomUUID();

  @Override
  public List<Known> known() {
    return List.of(new Known(id, "", "up", true, 0));
  }

  @Override
  public boolean isLeased() {
    return true;
  }

  @Override
  public void drain() {}

  @Override
  public void undrain() {}

  @Override
  public Future<Void> move(long bot, UUID to) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Buffer> ask(UUID node, Buffer question, Duration atMost) {
    return Future.failedFuture(new IllegalStateException("there is no other node"));
  }
}
