package dev.botswain.store.memory;

import dev.botswain.store.Change;
import dev.botswain.store.ClientSessionStore;
import dev.botswain.store.StoredClientSession;
import dev.botswain.store.Together;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What clients of the relay need to resume.
final class MemoryClientSessions implements ClientSessionStore {
  private final Object lock;
  private final Map<String, StoredClientSession> byId = new HashMap<>();

  MemoryClientSessions(Object lock) {
    this.lock = lock;
  }

  @Override
  public Future<Optional<StoredClientSession>> find(String id) {
    synchronized (lock) {
      return Future.succeededFuture(Optional.ofNullable(byId.get(id)));
    }
  }

  /// Under the lock.
  void make(Change.OfClientSessions change) {
    switch (change) {
      case Change.PutClientSession(StoredClientSession session) -> byId.put(session.id(), session);
      case Change.RemoveClientSession(String id) -> byId.remove(id);
      case Change.TrimClientSessions(Instant since, long most, long share, Together together) -> {
        long sinceMillis = since.toEpochMilli();
        removeIf(session -> session.seenAt().toEpochMilli() < sinceMillis);
        if (byId.size() > Math.min(most, share)) {
          Ranks.surplus(
                  byId.values(),
                  most,
                  share,
                  session -> together.of(session.botId()),
                  session -> session.seenAt().toEpochMilli(),
                  _ -> 1)
              .forEach(session -> byId.remove(session.id()));
        }
      }
    }
  }

  /// Under the lock.
  void removeIf(Predicate<StoredClientSession> which) {
    byId.values().removeIf(which);
  }
}
