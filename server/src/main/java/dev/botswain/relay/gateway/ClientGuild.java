package dev.botswain.relay.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.botswain.guild.Member;
import dev.botswain.guild.Presence;
import dev.botswain.guild.Presences;
import dev.botswain.guild.Roster;
import dev.botswain.json.DiscordJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A GUILD_CREATE as one client sees it: which members and presences it contains.
///
/// Without the intent for presences, and above 75,000 members, it contains only the bot and those
/// in a voice channel. Otherwise it contains all members, but in a large guild only those who are
/// online, have a role or a nickname, or are in a voice channel.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events#request-guild-members>, and
/// `#guild-create` there.
///
/// @param presences whether the client has the intent GUILD_PRESENCES
/// @param voices whether it has GUILD_VOICE_STATES
/// @param largeThreshold a guild with more members is large
record ClientGuild(long botId, boolean presences, boolean voices, int largeThreshold) {
  /// The most members in a GUILD_CREATE: some four MiB. Those who are online come first.
  private static final int MOST_MEMBERS = 10_000;

  /// What a client gets of an event.
  byte[] of(byte[] event) {
    return DiscordJson.tree(event) instanceof ObjectNode guild
            && !guild.path("unavailable").asBoolean()
        ? ofEvent(guild)
        : event;
  }

  /// What a client gets of a guild whose members are stored separately.
  ///
  /// @param document with the bot and those in a voice channel
  /// @param roster null if it was not fetched in time
  /// @param unsure whether a request would bring more
  byte[] of(byte[] document, @Nullable Roster roster, boolean unsure) {
    if (!(DiscordJson.tree(document) instanceof ObjectNode guild)) {
      return document;
    }
    if (roster == null || showsFew(guild)) {
      return ofEvent(guild);
    }
    boolean large = isLarge(guild);
    hideVoices(guild);
    guild.put("large", large || unsure);
    fill(guild, roster, large);
    return DiscordJson.bytes(guild);
  }

  private boolean showsFew(ObjectNode guild) {
    return !presences || memberCount(guild) > Presences.MOST_MEMBERS;
  }

  private boolean isLarge(ObjectNode guild) {
    return memberCount(guild) > largeThreshold;
  }

  private static int memberCount(ObjectNode guild) {
    return guild.path("member_count").asInt(guild.path("members").size());
  }

  private void hideVoices(ObjectNode guild) {
    if (!voices) {
      guild.putArray("voice_states");
    }
  }

  private byte[] ofEvent(ObjectNode guild) {
    hideVoices(guild);
    Set<JsonNode> always = always(guild);
    if (showsFew(guild)) {
      guild.put("large", isLarge(guild));
      guild.putArray("presences");
      guild.set("members", only(guild.path("members"), member -> always.contains(id(member))));
      return DiscordJson.bytes(guild);
    }
    int come = guild.path("members").size();
    if (isLarge(guild)) {
      guild.path("presences").forEach(presence -> always.add(id(presence)));
      ArrayNode noticed =
          only(
              guild.path("members"),
              member ->
                  always.contains(id(member))
                      || !member.path("roles").isEmpty()
                      || member.hasNonNull("nick"));
      guild.set("members", noticed);
    }
    guild.put("large", isLarge(guild) || come < memberCount(guild));
    return DiscordJson.bytes(guild);
  }

  /// Ids of members that are always included.
  private Set<JsonNode> always(ObjectNode guild) {
    var always = new HashSet<JsonNode>();
    guild.path("voice_states").forEach(voice -> always.add(voice.path("user_id")));
    always.add(guild.textNode(Long.toUnsignedString(botId)));
    return always;
  }

  private void fill(ObjectNode guild, Roster roster, boolean large) {
    Set<JsonNode> always = always(guild);
    // Members in the document have everything that Discord said about them.
    var whole = new LinkedHashMap<Long, JsonNode>();
    guild
        .path("members")
        .forEach(member -> {
          if (always.contains(id(member))) {
            whole.put(Long.parseUnsignedLong(id(member).asText()), member);
          }
        });
    var online = new ArrayList<Member>();
    var others = new ArrayList<Member>();
    Map<Long, Presence> there = new LinkedHashMap<>();
    Presences known = roster.presences();
    for (Member member : roster.members().values()) {
      Presence presence = known == null ? null : known.get(member.id());
      if (presence != null) {
        there.put(member.id(), presence);
      }
      if (whole.containsKey(member.id())) {
        continue;
      }
      if (presence != null) {
        online.add(member);
      } else if (!large || !member.roleIds().isEmpty() || member.nick() != null) {
        others.add(member);
      }
    }
    List<Member> come = firstOf(online, others);
    if (come.size() < online.size()) {
      Set<Long> kept = new HashSet<>(whole.keySet());
      come.forEach(member -> kept.add(member.id()));
      there.keySet().retainAll(kept);
    }
    raw(guild, "members", MemberJson.members(whole.values(), come));
    raw(guild, "presences", MemberJson.presences(there));
  }

  private static List<Member> firstOf(List<Member> online, List<Member> others) {
    var come = new ArrayList<>(online);
    come.addAll(others);
    return come.subList(0, Math.min(come.size(), MOST_MEMBERS));
  }

  private static void raw(ObjectNode guild, String name, byte[] json) {
    guild.putRawValue(name, new RawValue(new String(json, StandardCharsets.UTF_8)));
  }

  private static JsonNode id(JsonNode member) {
    return member.path("user").path("id");
  }

  private static ArrayNode only(JsonNode list, Predicate<JsonNode> wanted) {
    ArrayNode found = DiscordJson.list();
    list.forEach(item -> {
      if (wanted.test(item)) {
        found.add(item);
      }
    });
    return found;
  }
}
