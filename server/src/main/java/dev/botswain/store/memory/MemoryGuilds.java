package dev.botswain.store.memory;

import dev.botswain.store.Change;
import dev.botswain.store.GuildChange;
import dev.botswain.store.GuildStore;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.StoredGuild;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What bots know of their guilds.
final class MemoryGuilds implements GuildStore {
  private final Object lock;
  private final Map<Long, NavigableMap<Long, StoredGuild>> byBot = new HashMap<>();

  MemoryGuilds(Object lock) {
    this.lock = lock;
  }

  private NavigableMap<Long, StoredGuild> ofBot(long bot) {
    return byBot.getOrDefault(bot, new TreeMap<>());
  }

  @Override
  public Future<List<StoredGuild>> of(long botId) {
    synchronized (lock) {
      return Future.succeededFuture(List.copyOf(ofBot(botId).values()));
    }
  }

  @Override
  public Future<Optional<StoredGuild>> find(long botId, long guildId) {
    synchronized (lock) {
      return Future.succeededFuture(Optional.ofNullable(ofBot(botId).get(guildId)));
    }
  }

  /// What an event changes. Under the lock.
  void change(StoredEvent event, GuildChange change) {
    NavigableMap<Long, StoredGuild> guilds =
        byBot.computeIfAbsent(event.botId(), _ -> new TreeMap<>());
    switch (change) {
      case GuildChange.Whole(long id, int shard, byte[] document) ->
          guilds.put(
              id, new StoredGuild(event.botId(), id, shard, document, event.id(), List.of()));
      case GuildChange.Part(long id) ->
          guilds.computeIfPresent(id, (_, guild) -> with(guild, event));
      case GuildChange.Gone(long id) -> guilds.remove(id);
      case GuildChange.Listed(int shard, Set<Long> ids) ->
          guilds.values().removeIf(kept -> kept.shard() == shard && !ids.contains(kept.guildId()));
    }
    if (guilds.isEmpty()) {
      byBot.remove(event.botId());
    }
  }

  private static StoredGuild with(StoredGuild guild, StoredEvent event) {
    if (!guild.changes().isEmpty() && guild.changes().getLast().id() == event.id()) {
      return guild;
    }
    var changes = new ArrayList<>(guild.changes());
    changes.add(event);
    return new StoredGuild(
        guild.botId(), guild.guildId(), guild.shard(), guild.document(), guild.upTo(), changes);
  }

  /// Under the lock.
  void make(Change.OfGuilds change) {
    switch (change) {
      case Change.PutGuild(StoredGuild guild) ->
          ofBot(guild.botId())
              .computeIfPresent(guild.guildId(), (_, before) -> merged(guild, before));
    }
  }

  /// The document replaces what came before it, not what came since.
  private static StoredGuild merged(StoredGuild guild, StoredGuild before) {
    if (before.upTo() >= guild.upTo()) {
      return before;
    }
    return new StoredGuild(
        before.botId(),
        before.guildId(),
        before.shard(),
        guild.document(),
        guild.upTo(),
        before.changes().stream().filter(change -> change.id() > guild.upTo()).toList());
  }

  /// Under the lock.
  void removeOf(long bot) {
    byBot.remove(bot);
  }
}
