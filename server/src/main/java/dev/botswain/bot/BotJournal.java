package dev.botswain.bot;

import dev.botswain.discord.gateway.Dispatch;
import dev.botswain.discord.gateway.ResumePoint;
import dev.botswain.discord.gateway.Shard;
import dev.botswain.discord.gateway.ShardId;
import dev.botswain.discord.gateway.ShardState;
import dev.botswain.event.BotEvents;
import dev.botswain.event.EventLog;
import dev.botswain.guild.GuildDocument;
import dev.botswain.store.Change;
import dev.botswain.store.GuildChange;
import dev.botswain.store.Store;
import dev.botswain.store.StoredGuild;
import dev.botswain.store.StoredResumePoint;
import dev.botswain.time.Timestamp;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records what happens to a bot: each dispatch together with its shard's resume point after it and
/// with what it changes about a guild, and the changes of the connections. On the bot's event loop.
final class BotJournal {
  private static final Logger log = LoggerFactory.getLogger(BotJournal.class);

  /// The number of changes stored beside a guild before they are merged into it.
  private static final int MOST_CHANGES = 64;

  private final long botId;
  private final EventLog events;
  private final Store store;

  /// Whether events were recorded before this bot was created.
  private final boolean hasPast;

  private final Set<Integer> began = new HashSet<>();
  private final Set<Integer> connected = new HashSet<>();
  private final Map<Long, Integer> changes = new HashMap<>();

  BotJournal(long botId, EventLog events, Store store) {
    this.botId = botId;
    this.events = events;
    this.store = store;
    this.hasPast = !events.isEmpty();
  }

  EventLog events() {
    return events;
  }

  void dispatched(Shard shard, Dispatch dispatch) {
    boolean ready = dispatch.type().equals("READY");
    if (ready && (!began.add(shard.id().id()) || hasPast)) {
      events.appendGap("session_lost", shard.id().id(), shard.id().count());
    }
    List<GuildChange> changed = changes(shard.id(), dispatch);
    events.append(dispatch.type(), dispatch.data(), point(shard), changed);
    if (ready) {
      connected(shard, BotEvents.CONNECTED);
    } else if (dispatch.type().equals("RESUMED")) {
      connected(shard, BotEvents.RESUMED);
    }
    changed.forEach(change -> count(shard.id(), change));
  }

  private List<GuildChange> changes(ShardId shard, Dispatch dispatch) {
    try {
      return GuildChanges.of(shard, botId, dispatch);
    } catch (RuntimeException e) { // A malformed one must be recorded too.
      log.atWarn()
          .addKeyValue("bot", botId)
          .addKeyValue("type", dispatch.type())
          .setCause(e)
          .log("change of a guild not understood");
      return List.of();
    }
  }

  private @Nullable StoredResumePoint point(Shard shard) {
    ResumePoint point = shard.resumePoint();
    return point == null
        ? null
        : new StoredResumePoint(
            botId,
            shard.id().id(),
            shard.id().count(),
            point.sessionId(),
            point.resumeUrl().toString(),
            point.sequence());
  }

  private void connected(Shard shard, String how) {
    connected.add(shard.id().id());
    tell(how, shard.id(), Map.of());
  }

  /// A shard's state has changed.
  void changed(Shard shard, ShardState now) {
    switch (now) {
      case ShardState.Waiting(var until, String reason) ->
          disconnected(shard, Map.of("reason", reason, "until", Timestamp.of(until)));
      case ShardState.Exhausted(var until, _) ->
          disconnected(
              shard, Map.of("reason", "identify budget exhausted", "until", Timestamp.of(until)));
      case ShardState.Stopped _ -> disconnected(shard, Map.of("reason", now.label()));
      case ShardState.Connecting _, ShardState.Resuming _, ShardState.Connected _ -> {}
    }
  }

  private void disconnected(Shard shard, Map<String, String> more) {
    if (connected.remove(shard.id().id())) {
      tell(BotEvents.DISCONNECTED, shard.id(), more);
    }
  }

  /// Discord no longer accepts the token.
  void tokenRejected() {
    tell(BotEvents.TOKEN_REJECTED);
  }

  /// The operator gives the bot no new work.
  void drained() {
    tell(BotEvents.DRAINED);
  }

  private void tell(String type) {
    events.append(type, "{}".getBytes(StandardCharsets.US_ASCII), null, List.of());
  }

  private void tell(String type, ShardId shard, Map<String, String> more) {
    events.append(type, BotEvents.ofShard(shard.id(), shard.count(), more), null, List.of());
  }

  /// A guild was stored by an earlier run, with changes beside it.
  void known(StoredGuild guild) {
    changes.put(guild.guildId(), guild.changes().size());
  }

  private void count(ShardId shard, GuildChange change) {
    switch (change) {
      case GuildChange.Part(long guild) -> {
        if (changes.merge(guild, 1, Integer::sum) >= MOST_CHANGES) {
          changes.remove(guild);
          merge(guild);
        }
      }
      case GuildChange.Whole(long guild, int _, byte[] _) -> changes.remove(guild);
      case GuildChange.Gone(long guild) -> changes.remove(guild);
      case GuildChange.Listed(int _, Set<Long> listed) ->
          changes.keySet().removeIf(guild -> shard.hears(guild) && !listed.contains(guild));
    }
  }

  /// Merges a guild and its changes into one document, off the event loop.
  private void merge(long guildId) {
    store
        .guilds()
        .find(botId, guildId)
        .onSuccess(kept ->
            Thread.ofVirtual().name("merge-guild").start(() -> kept.ifPresent(this::merge)));
  }

  private void merge(StoredGuild kept) {
    try {
      StoredGuild merged = GuildDocument.merge(kept);
      events.whileOpen(() -> store.write(new Change.PutGuild(merged)));
    } catch (RuntimeException e) { // The next events must still be processed.
      log.atWarn().addKeyValue("bot", botId).setCause(e).log("a guild could not be merged");
    }
  }

  /// What is stored of the bot's guilds.
  Future<List<StoredGuild>> guilds() {
    return store.guilds().of(botId);
  }
}
