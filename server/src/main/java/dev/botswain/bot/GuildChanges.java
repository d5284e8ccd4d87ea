package dev.botswain.bot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.event.EventFields;
import dev.botswain.gateway.Dispatch;
import dev.botswain.gateway.ShardId;
import dev.botswain.store.GuildChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which dispatches change what a bot knows of its guilds, and so are kept with them.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events>.
public final class GuildChanges {
  /// Events that change a part of a guild.
  private static final Set<String> PARTS =
      Set.of(
          "GUILD_UPDATE",
          "GUILD_ROLE_CREATE",
          "GUILD_ROLE_UPDATE",
          "GUILD_ROLE_DELETE",
          "GUILD_EMOJIS_UPDATE",
          "GUILD_STICKERS_UPDATE",
          "GUILD_SOUNDBOARD_SOUND_CREATE",
          "GUILD_SOUNDBOARD_SOUND_UPDATE",
          "GUILD_SOUNDBOARD_SOUND_DELETE",
          "GUILD_MEMBER_ADD",
          "GUILD_MEMBER_REMOVE",
          "GUILD_SCHEDULED_EVENT_CREATE",
          "GUILD_SCHEDULED_EVENT_UPDATE",
          "GUILD_SCHEDULED_EVENT_DELETE",
          "STAGE_INSTANCE_CREATE",
          "STAGE_INSTANCE_UPDATE",
          "STAGE_INSTANCE_DELETE",
          "VOICE_STATE_UPDATE",
          "CHANNEL_CREATE",
          "CHANNEL_UPDATE",
          "CHANNEL_DELETE",
          "THREAD_CREATE",
          "THREAD_UPDATE",
          "THREAD_DELETE",
          "THREAD_LIST_SYNC");

  private GuildChanges() {}

  /// Whether what an event of this type says of a guild stands in its [GuildDocument] too.
  public static boolean areBy(String type) {
    return switch (type) {
      case "GUILD_CREATE", "GUILD_DELETE" -> true;
      default -> PARTS.contains(type);
    };
  }

  /// What a dispatch changes.
  ///
  /// @throws MalformedAnswerException if it cannot be read
  static List<GuildChange> of(ShardId shard, long botId, Dispatch dispatch) {
    byte[] data = dispatch.data();
    return switch (dispatch.type()) {
      case "READY" -> ready(shard.id(), DiscordJson.tree(data).path("guilds"));
      case "GUILD_CREATE" -> {
        var come = DiscordJson.read(data, BotState.UnavailableGuild.class);
        yield List.of(
            come.unavailable()
                ? new GuildChange.Part(come.id())
                : new GuildChange.Whole(come.id(), shard.id(), GuildDocument.kept(data, botId)));
      }
      case "GUILD_DELETE" -> {
        var gone = DiscordJson.read(data, BotState.UnavailableGuild.class);
        yield List.of(
            gone.unavailable() ? new GuildChange.Part(gone.id()) : new GuildChange.Gone(gone.id()));
      }
      case "GUILD_MEMBER_UPDATE" ->
          DiscordJson.read(data, BotState.Left.class).isOf(botId) ? part(dispatch) : List.of();
      case String type when PARTS.contains(type) -> part(dispatch);
      default -> List.of();
    };
  }

  private static List<GuildChange> part(Dispatch dispatch) {
    long guild = EventFields.of(dispatch.type(), dispatch.data()).guildId();
    return guild == 0 ? List.of() : List.of(new GuildChange.Part(guild));
  }

  /// Some servers bring their guilds whole, others send a GUILD_CREATE for each.
  private static List<GuildChange> ready(int shard, JsonNode guilds) {
    var changes = new ArrayList<GuildChange>();
    var listed = new HashSet<Long>();
    for (JsonNode node : guilds) {
      byte[] document = DiscordJson.bytes(node);
      GuildWire wire = DiscordJson.read(document, GuildWire.class);
      listed.add(wire.id());
      if (wire.isWhole()) {
        changes.add(new GuildChange.Whole(wire.id(), shard, document));
      }
    }
    changes.addFirst(new GuildChange.Listed(shard, listed));
    return changes;
  }
}
