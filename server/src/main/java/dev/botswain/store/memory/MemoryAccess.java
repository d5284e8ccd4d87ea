package dev.botswain.store.memory;

import dev.botswain.store.AccessStore;
import dev.botswain.store.Change;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may use the server.
final class MemoryAccess implements AccessStore {
  private final Object lock;
  private @Nullable String operatorKey;

  MemoryAccess(Object lock) {
    this.lock = lock;
  }

  @Override
  public Future<Optional<String>> operatorKey() {
    synchronized (lock) {
      return Future.succeededFuture(Optional.ofNullable(operatorKey));
    }
  }

  /// Under the lock.
  void make(Change.OfAccess change) {
    switch (change) {
      case Change.PutOperatorKey(String hash) -> operatorKey = hash;
    }
  }
}
