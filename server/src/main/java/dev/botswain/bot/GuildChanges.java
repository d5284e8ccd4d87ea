package dev.botswain.bot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.discord.gateway.Dispatch;
import dev.botswain.discord.gateway.ShardId;
import dev.botswain.discord.protocol.EventType;
import dev.botswain.discord.protocol.GuildEffect;
import dev.botswain.event.EventFields;
import dev.botswain.guild.GuildDocument;
import dev.botswain.guild.GuildWire;
import dev.botswain.json.DiscordJson;
import dev.botswain.store.GuildChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Which dispatches change what a bot knows of its guilds, and are therefore stored with them.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events>.
public final class GuildChanges {
  private GuildChanges() {}

  /// Whether a [GuildDocument] also contains what an event of this type says about a guild.
  public static boolean areBy(String name) {
    EventType type = EventType.of(name);
    return type != null
        && (type.effect().isOfPart()
            || type.effect() == GuildEffect.GUILD_CREATED
            || type.effect() == GuildEffect.GUILD_DELETED);
  }

  /// What a dispatch changes.
  ///
  /// @throws MalformedAnswerException if it cannot be parsed
  static List<GuildChange> of(ShardId shard, long botId, Dispatch dispatch) {
    EventType type = EventType.of(dispatch.type());
    GuildEffect effect = type == null ? GuildEffect.NONE : type.effect();
    byte[] data = dispatch.data();
    if (effect.isOfPart()) {
      return part(dispatch);
    }
    return switch (effect) {
      case GUILDS_LISTED -> ready(shard.id(), DiscordJson.tree(data).path("guilds"));
      case GUILD_CREATED -> {
        var come = DiscordJson.read(data, GuildEvents.UnavailableGuild.class);
        yield List.of(
            come.unavailable()
                ? new GuildChange.Part(come.id())
                : new GuildChange.Whole(come.id(), shard.id(), GuildDocument.kept(data, botId)));
      }
      case GUILD_DELETED -> {
        var gone = DiscordJson.read(data, GuildEvents.UnavailableGuild.class);
        yield List.of(
            gone.unavailable() ? new GuildChange.Part(gone.id()) : new GuildChange.Gone(gone.id()));
      }
      case MEMBER_CHANGED ->
          DiscordJson.read(data, GuildEvents.MemberRemove.class).isOf(botId)
              ? part(dispatch)
              : List.of();
      default -> List.of();
    };
  }

  private static List<GuildChange> part(Dispatch dispatch) {
    long guild = EventFields.of(dispatch.type(), dispatch.data()).guildId();
    return guild == 0 ? List.of() : List.of(new GuildChange.Part(guild));
  }

  /// Some servers list their guilds whole, others send a GUILD_CREATE for each.
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
