package dev.botswain.store.memory;

import dev.botswain.store.Change;
import dev.botswain.store.KeyStore;
import dev.botswain.store.StoredKey;
import dev.botswain.store.Together;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Requests that must act only once.
final class MemoryKeys implements KeyStore {
  private final Object lock;
  private final long room;
  private final long share;
  private final Map<String, StoredKey> byKey = new HashMap<>();
  private final Map<Long, Long> bytesOfShares = new HashMap<>();
  private long bytes;

  /// As of the last [Change.ForgetKeys].
  private Together together = Together.NONE;

  /// @param room the most bytes of all
  /// @param share the most bytes of one share
  MemoryKeys(Object lock, long room, long share) {
    this.lock = lock;
    this.room = room;
    this.share = share;
  }

  @Override
  public Future<Optional<StoredKey>> find(String key) {
    synchronized (lock) {
      return Future.succeededFuture(Optional.ofNullable(byKey.get(key)));
    }
  }

  /// Under the lock.
  void make(Change.OfKeys change) {
    switch (change) {
      case Change.PutKey(StoredKey key) -> put(key);
      case Change.RemoveKey(String key) -> remove(key);
      case Change.ForgetKeys(Instant before, long most, long mostOfShare, Together now) -> {
        regroup(now);
        long since = before.toEpochMilli();
        byKey.values().stream()
            .filter(key -> key.at().toEpochMilli() < since)
            .map(StoredKey::key)
            .toList()
            .forEach(this::remove);
        if (bytes > Math.min(most, mostOfShare)) {
          forget(most, mostOfShare);
        }
      }
    }
  }

  private void regroup(Together now) {
    if (!now.equals(together)) {
      together = now;
      bytesOfShares.clear();
      byKey
          .values()
          .forEach(key -> bytesOfShares.merge(together.of(key.bot()), size(key), Long::sum));
    }
  }

  private void put(StoredKey key) {
    remove(key.key());
    byKey.put(key.key(), key);
    bytes += size(key);
    long ofShare = bytesOfShares.merge(together.of(key.bot()), size(key), Long::sum);
    if (bytes > room || ofShare > share) {
      forget(room - room / 8, share - share / 8); // Or the next ranks all again.
    }
  }

  private void forget(long most, long mostOfShare) {
    Ranks.surplus(
            byKey.values(),
            most,
            mostOfShare,
            key -> together.of(key.bot()),
            key -> key.at().toEpochMilli(),
            MemoryKeys::size)
        .forEach(key -> remove(key.key()));
  }

  private void remove(String name) {
    StoredKey key = byKey.remove(name);
    if (key != null) {
      bytes -= size(key);
      bytesOfShares.computeIfPresent(
          together.of(key.bot()),
          (_, known) -> known == size(key) ? null : (Long) (known - size(key)));
    }
  }

  private static long size(StoredKey key) {
    byte[] answer = key.answer();
    return StoredKey.OVERHEAD + (answer == null ? 0 : answer.length);
  }
}
