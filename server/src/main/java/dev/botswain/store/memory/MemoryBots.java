package dev.botswain.store.memory;

import dev.botswain.store.BotStore;
import dev.botswain.store.Change;
import dev.botswain.store.StoredBot;
import dev.botswain.store.StoredResumePoint;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Logged-in bots, and the resume points of their shards.
final class MemoryBots implements BotStore {
  private final Object lock;
  private final MemorySessions sessions;
  private final MemoryWebhooks webhooks;
  private final Map<Long, StoredBot> byId = new HashMap<>();

  /// By bot, then by shard.
  private final Map<Long, Map<Integer, StoredResumePoint>> resumePoints = new HashMap<>();

  MemoryBots(Object lock, MemorySessions sessions, MemoryWebhooks webhooks) {
    this.lock = lock;
    this.sessions = sessions;
    this.webhooks = webhooks;
  }

  @Override
  public Future<List<Long>> ids(long after, int limit) {
    synchronized (lock) {
      return Future.succeededFuture(
          LongStream.concat(
                  byId.keySet().stream().mapToLong(id -> id),
                  LongStream.concat(sessions.bots(), webhooks.bots()))
              .filter(id -> id > after)
              .distinct()
              .sorted()
              .limit(limit)
              .boxed()
              .toList());
    }
  }

  @Override
  public Future<List<StoredBot>> of(Collection<Long> bots) {
    synchronized (lock) {
      return Future.succeededFuture(
          bots.stream().distinct().sorted().map(byId::get).filter(Objects::nonNull).toList());
    }
  }

  @Override
  public Future<List<StoredResumePoint>> resumePoints(Collection<Long> bots) {
    synchronized (lock) {
      return Future.succeededFuture(
          bots.stream()
              .distinct()
              .flatMap(bot ->
                  resumePoints.containsKey(bot)
                      ? List.copyOf(resumePoints.get(bot).values()).stream()
                      : Stream.empty())
              .toList());
    }
  }

  /// Under the lock.
  void reached(StoredResumePoint point) {
    resumePoints.computeIfAbsent(point.botId(), _ -> new TreeMap<>()).put(point.shard(), point);
  }

  /// Under the lock.
  void make(Change.OfBots change) {
    switch (change) {
      case Change.PutBot(StoredBot bot) -> byId.put(bot.id(), bot);
      case Change.RemoveBot(long id) -> {
        byId.remove(id);
        resumePoints.remove(id);
      }
    }
  }
}
