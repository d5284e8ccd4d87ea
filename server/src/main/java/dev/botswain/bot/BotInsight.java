package dev.botswain.bot;

import dev.botswain.discord.gateway.AfterClose;
import dev.botswain.discord.gateway.GatewayInfo;
import dev.botswain.discord.gateway.IdentifyQueue;
import dev.botswain.discord.gateway.Shard;
import dev.botswain.discord.gateway.ShardState;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.event.BotEvents;
import dev.botswain.event.EventLog;
import dev.botswain.guild.Member;
import dev.botswain.inspect.Activity;
import dev.botswain.inspect.RequestLog;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What can be known of a bot's health: how it is connected, what it was refused, and what its own
/// membership of a guild forbids. Methods are thread-safe.
public final class BotInsight {
  private final BotParts parts;
  private final BotAccess access;
  private final BotShards shards;
  private final BotState state;
  private final IdentifyQueue identifies;
  private final EventLog events;

  BotInsight(
      BotParts parts,
      BotAccess access,
      BotShards shards,
      BotState state,
      IdentifyQueue identifies,
      EventLog events) {
    this.parts = parts;
    this.access = access;
    this.shards = shards;
    this.state = state;
    this.identifies = identifies;
    this.events = events;
  }

  /// The intents that the configuration wants.
  public Set<Intent> wanted() {
    return parts.intents();
  }

  /// The intents that the connections have requested.
  public Set<Intent> requested() {
    return shards.intents();
  }

  /// The privileged intents that are wanted but that the bot does not have.
  public Set<Intent> missing() {
    Set<Intent> missing = EnumSet.noneOf(Intent.class);
    missing.addAll(Intent.PRIVILEGED);
    missing.retainAll(wanted());
    missing.removeAll(requested());
    return missing;
  }

  /// Discord's last answer about connecting, minus the IDENTIFYs since.
  public GatewayInfo gateway() {
    return identifies.info();
  }

  /// Why Discord's gateway refuses the bot permanently, or null.
  public @Nullable AfterClose refused() {
    return shards.refused();
  }

  /// Why one of its shards is not connected, as a sentence; null if no problem is known.
  public @Nullable String trouble() {
    return shards.trouble();
  }

  /// How its connections ended and came back.
  public ConnectionHistory connections() {
    return shards.history();
  }

  /// What was asked of Discord.
  public RequestHistory requests() {
    return access.records().history();
  }

  /// How many events and requests there were lately.
  public Activity activity() {
    return access.records().activity();
  }

  /// Its last calls to Discord.
  public RequestLog requestLog() {
    return access.records().log();
  }

  /// What is left of its daily number of IDENTIFYs; null if that is not known.
  public IdentifyQueue.@Nullable Budget identifyBudget() {
    return identifies.budget();
  }

  /// Whether all shards are connected and all guilds have arrived.
  public boolean isComplete() {
    List<Shard> all = shards.all();
    return state.isWhole()
        && !all.isEmpty()
        && all.stream().allMatch(shard -> shard.state() instanceof ShardState.Connected);
  }

  /// What limits the bot's own membership of a guild.
  public Member.Details membership(long guildId) {
    return state.ownDetails(guildId);
  }

  /// Adds `bot.health` events to its log.
  ///
  /// @param each the data of an event, in JSON
  public void tell(List<byte[]> each) {
    access
        .loop()
        .runOnContext(
            _ -> each.forEach(data -> events.append(BotEvents.HEALTH, data, null, List.of())));
  }
}
