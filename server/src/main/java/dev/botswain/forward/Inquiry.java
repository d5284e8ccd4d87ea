package dev.botswain.forward;

import dev.botswain.cluster.Directory;
import dev.botswain.time.Alarm;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asks the store where bots live, once for all requests that want to know within a moment: anyone
/// can send requests for bots that live nowhere. Thread-safe.
final class Inquiry {
  private static final Duration MOMENT = Duration.ofMillis(50);

  private final Vertx vertx;
  private final Directory directory;
  private @Nullable Promise<Void> next;

  Inquiry(Vertx vertx, Directory directory) {
    this.vertx = vertx;
    this.directory = directory;
  }

  /// @return completes when the directory knows what was so at this time; fails if the store does
  ///   not answer
  synchronized Future<Void> make() {
    if (next == null) {
      next = Promise.promise();
      new Alarm(vertx).set(MOMENT, this::send);
    }
    return next.future();
  }

  private void send() {
    Promise<Void> answer;
    synchronized (this) {
      answer = next;
      next = null;
    }
    if (answer != null) {
      directory.refresh().onComplete(answer);
    }
  }
}
