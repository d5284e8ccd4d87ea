package dev.botswain.relay.gateway;

import dev.botswain.discord.gateway.ShardId;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.event.BotEvents;
import dev.botswain.event.Event;
import dev.botswain.guild.Roster;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which events a client gets, and how much of them.
///
/// It depends on nothing that changes, so reading the same events again gives the same count: this
/// is how a client's sequence numbers are found again.
///
/// @param intents with which the client identified, as bits
/// @param largeThreshold a guild with more members comes without all of them
record ClientFilter(
    long botId, GatewayRights rights, int intents, ShardId shard, int largeThreshold) {
  /// Must be increased with each change of what passes, so that no client continues with the
  /// numbers of another filter.
  static final int VERSION = 2;

  private static final int MEMBERS = Intent.bits(List.of(Intent.GUILD_MEMBERS));
  private static final int PRESENCES = Intent.bits(List.of(Intent.GUILD_PRESENCES));
  private static final int VOICES = Intent.bits(List.of(Intent.GUILD_VOICE_STATES));
  private static final int CONTENT = Intent.bits(List.of(Intent.MESSAGE_CONTENT));
  private static final int GUILDS = Intent.bits(List.of(Intent.GUILDS));

  boolean hasMembers() {
    return has(MEMBERS);
  }

  boolean hasPresences() {
    return has(PRESENCES);
  }

  boolean hasGuilds() {
    return has(GUILDS);
  }

  private boolean has(int intent) {
    return (intents & intent) != 0;
  }

  /// Whether the client gets events of a guild.
  boolean hearsGuild(long guildId) {
    return shard.hears(guildId) && rights.hears(guildId);
  }

  /// Whether events that a shard of the bot missed may have been for the client.
  ///
  /// @param lost null if it may have been anything
  boolean mayMiss(@Nullable ShardId lost) {
    return lost == null
        || (rights.hearAll()
            ? shard.overlaps(lost)
            : rights.grant().guildIds().stream()
                .anyMatch(guild -> lost.hears(guild) && hearsGuild(guild)));
  }

  boolean passes(Event event) {
    String type = event.type();
    return switch (type) {
      // Sent to each client in its own form.
      case "READY", "RESUMED", "GUILD_MEMBERS_CHUNK", "RATE_LIMITED", BotEvents.GAP -> false;
      case "GUILD_MEMBER_UPDATE" -> (has(MEMBERS) || isOfBot(event)) && isHeard(event);
      case "THREAD_MEMBERS_UPDATE" ->
          (has(MEMBERS) || has(GUILDS) && EventParts.concernsMember(event.data(), botId))
              && isHeard(event);
      // The event's token is enough to speak and listen as the bot.
      case "VOICE_SERVER_UPDATE" -> rights.mayAct() && isHeard(event);
      case "USER_UPDATE" -> true;
      default -> !type.startsWith("bot.") && EventIntents.allow(event, intents) && isHeard(event);
    };
  }

  /// Whether events of a type pass, as far as that is known before there is one.
  ///
  /// @param guildId 0 for none
  /// @param ofSelf whether the event is about the bot itself
  boolean wouldPass(String type, long guildId, boolean ofSelf) {
    boolean intended =
        switch (type) {
          case "GUILD_MEMBER_UPDATE" -> has(MEMBERS) || ofSelf;
          case "THREAD_MEMBERS_UPDATE" -> has(MEMBERS) || has(GUILDS) && ofSelf;
          default -> EventIntents.allow(type, intents, guildId == 0);
        };
    return intended && isHeard(guildId);
  }

  /// Events of no guild go to the first shard.
  private boolean isHeard(Event event) {
    return isEverything() || hearsGuild(event.fields().guildId());
  }

  private boolean isHeard(long guildId) {
    return isEverything() || hearsGuild(guildId);
  }

  private boolean isEverything() {
    return shard.count() == 1 && rights.hearAll();
  }

  private boolean isOfBot(Event event) {
    return EventParts.userId(event.data()) == botId;
  }

  /// What the client gets of an event that passes: null for all of it.
  byte @Nullable [] narrowed(Event event) {
    return switch (event.type()) {
      case "MESSAGE_CREATE", "MESSAGE_UPDATE" ->
          has(CONTENT) || event.fields().guildId() == 0
              ? null
              : MessageContent.withheld(event.data(), botId);
      case "GUILD_CREATE" -> guild(event.data());
      case "THREAD_MEMBERS_UPDATE" ->
          has(MEMBERS) ? null : EventParts.ownThreadMember(event.data(), botId);
      default -> null;
    };
  }

  private byte[] guild(byte[] event) {
    return view().of(reduced(event));
  }

  /// What the client gets of a guild whose members are stored separately; see [ClientGuild].
  byte[] guild(byte[] document, @Nullable Roster roster, boolean unsure) {
    return view().of(reduced(document), roster, unsure);
  }

  private ClientGuild view() {
    return new ClientGuild(botId, has(PRESENCES), has(VOICES), largeThreshold);
  }

  private byte[] reduced(byte[] guild) {
    byte[] reduced = rights.grant().reduced("GUILD_CREATE", guild);
    return reduced == null ? guild : reduced;
  }
}
