package dev.botswain.store.memory;

import dev.botswain.store.Change;
import dev.botswain.store.KeyStore;
import dev.botswain.store.StoredKey;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Requests that must act only once.
final class MemoryKeys implements KeyStore {
  private final Object lock;
  private final long room;
  private final long roomOfBot;
  private final Map<String, StoredKey> byKey = new HashMap<>();
  private final Map<Long, Long> bytesOfBots = new HashMap<>();
  private long bytes;

  /// @param room the most bytes of all
  /// @param roomOfBot the most bytes of one bot
  MemoryKeys(Object lock, long room, long roomOfBot) {
    this.lock = lock;
    this.room = room;
    this.roomOfBot = roomOfBot;
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
      case Change.ForgetKeys(Instant before, long most, long mostOfBot) -> {
        long since = before.toEpochMilli();
        byKey.values().stream()
            .filter(key -> key.at().toEpochMilli() < since)
            .map(StoredKey::key)
            .toList()
            .forEach(this::remove);
        if (bytes > Math.min(most, mostOfBot)) {
          forget(most, mostOfBot);
        }
      }
    }
  }

  private void put(StoredKey key) {
    remove(key.key());
    byKey.put(key.key(), key);
    bytes += size(key);
    long ofBot = bytesOfBots.merge(key.bot(), size(key), Long::sum);
    if (bytes > room || ofBot > roomOfBot) {
      forget(room - room / 8, roomOfBot - roomOfBot / 8); // Or the next ranks all again.
    }
  }

  private void forget(long most, long mostOfBot) {
    Ranks.surplus(
            byKey.values(),
            most,
            mostOfBot,
            StoredKey::bot,
            key -> key.at().toEpochMilli(),
            MemoryKeys::size)
        .forEach(key -> remove(key.key()));
  }

  private void remove(String name) {
    StoredKey key = byKey.remove(name);
    if (key != null) {
      bytes -= size(key);
      bytesOfBots.computeIfPresent(
          key.bot(), (_, known) -> known == size(key) ? null : (Long) (known - size(key)));
    }
  }

  private static long size(StoredKey key) {
    byte[] answer = key.answer();
    return StoredKey.OVERHEAD + (answer == null ? 0 : answer.length);
  }
}
