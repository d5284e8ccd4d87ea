package dev.botswain.store.memory;

import dev.botswain.store.Change;
import dev.botswain.store.SessionStore;
import dev.botswain.store.StoredSession;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/// Sessions of callers.
final class MemorySessions implements SessionStore {
  private final Object lock;
  private final Map<String, StoredSession> byHash = new HashMap<>();

  MemorySessions(Object lock) {
    this.lock = lock;
  }

  @Override
  public Future<List<StoredSession>> of(Collection<Long> bots) {
    Set<Long> wanted = Set.copyOf(bots);
    synchronized (lock) {
      return Future.succeededFuture(
          byHash.values().stream().filter(session -> wanted.contains(session.botId())).toList());
    }
  }

  /// The bots that have any. Under the lock.
  LongStream bots() {
    return byHash.values().stream().mapToLong(StoredSession::botId);
  }

  /// Under the lock.
  void make(Change.OfSessions change) {
    switch (change) {
      case Change.PutSession(StoredSession session) -> byHash.put(session.hash(), session);
      case Change.RemoveSession(String hash) -> byHash.remove(hash);
      case Change.UseSessions(var lastUsedAt) ->
          lastUsedAt.forEach((hash, at) ->
              byHash.computeIfPresent(hash, (_, known) -> with(known, at, known.acknowledged())));
      case Change.Acknowledge(String hash, long event) ->
          byHash.computeIfPresent(hash, (_, known) -> with(known, known.lastUsedAt(), event));
    }
  }

  private static StoredSession with(StoredSession known, Instant lastUsedAt, long acknowledged) {
    return new StoredSession(
        known.hash(),
        known.botId(),
        known.guildId(),
        known.createdAt(),
        lastUsedAt,
        acknowledged,
        known.grant(),
        known.parent());
  }

  /// Under the lock.
  void removeOf(long bot) {
    byHash.values().removeIf(session -> session.botId() == bot);
  }
}
