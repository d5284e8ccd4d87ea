package dev.botswain.store.memory;

import dev.botswain.store.SecretKeys;
import io.vertx.core.Future;
import java.util.Optional;

/// Memory is not encrypted.
final class NoSecretKeys implements SecretKeys {
  @Override
  public Optional<State> state() {
    return Optional.empty();
  }

  @Override
  public Future<Rotation> rotate() {
    return Future.succeededFuture(
        new Rotation.Refused("nothing is stored, so no key is needed (BOTSWAIN_DATA=memory)"));
  }
}
