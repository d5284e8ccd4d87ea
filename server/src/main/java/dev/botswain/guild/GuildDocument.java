package dev.botswain.guild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.discord.protocol.EventType;
import dev.botswain.discord.protocol.GuildEffect;
import dev.botswain.json.DiscordJson;
import dev.botswain.json.MalformedAnswerException;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.StoredGuild;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// A guild in the form of GUILD_CREATE, with all fields that Discord knows, updated by later
/// events. It contains only the members in a voice channel and the bot, and no presences: there are
/// too many, and they are fetched when they are needed.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events#guild-create>.
public final class GuildDocument {
  /// Lists that GUILD_UPDATE does not have, or that other events update.
  private static final Set<String> OWN_LISTS =
      Set.of(
          "channels",
          "threads",
          "members",
          "presences",
          "voice_states",
          "stage_instances",
          "guild_scheduled_events",
          "soundboard_sounds");

  /// Below this size the few members are not worth parsing the rest.
  private static final int SHORT_BYTES = 64 << 10;

  private final long botId;
  private final ObjectNode guild;

  private GuildDocument(long botId, ObjectNode guild) {
    this.botId = botId;
    this.guild = guild;
  }

  /// What is stored of a GUILD_CREATE: all of it if it is short.
  ///
  /// @throws MalformedAnswerException if it cannot be parsed
  public static byte[] kept(byte[] created, long botId) {
    if (created.length <= SHORT_BYTES) {
      return created;
    }
    var document = new GuildDocument(botId, object(DiscordJson.tree(created)));
    document.keepFewMembers();
    return DiscordJson.bytes(document.guild);
  }

  /// The guild after all its changes, with none left beside it.
  ///
  /// @throws MalformedAnswerException if the document cannot be parsed; changes that cannot be
  ///   parsed are skipped
  public static StoredGuild merge(StoredGuild kept) {
    var document = new GuildDocument(kept.botId(), object(DiscordJson.tree(kept.document())));
    document.keepFewMembers();
    long upTo = kept.upTo();
    for (StoredEvent change : kept.changes()) {
      upTo = Math.max(upTo, change.id());
      try {
        document.apply(change.type(), object(DiscordJson.tree(change.data())));
      } catch (MalformedAnswerException unreadable) {
        continue; // As on arrival.
      }
    }
    document.keepFewMembers();
    return new StoredGuild(
        kept.botId(),
        kept.guildId(),
        kept.shard(),
        DiscordJson.bytes(document.guild),
        upTo,
        List.of());
  }

  private static ObjectNode object(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new MalformedAnswerException("not an object");
  }

  private void keepFewMembers() {
    var voices = new HashSet<JsonNode>();
    list("voice_states").forEach(voice -> voices.add(voice.path("user_id")));
    remove("members", member -> !isBot(member) && !voices.contains(member.path("user").path("id")));
    guild.putArray("presences");
  }

  private boolean isBot(JsonNode member) {
    return member.path("user").path("id").asText().equals(Long.toUnsignedString(botId));
  }

  private static boolean isSame(JsonNode member, JsonNode other) {
    return member.path("user").path("id").equals(other.path("user").path("id"));
  }

  private void apply(String name, ObjectNode data) {
    EventType type = EventType.of(name);
    switch (type == null ? GuildEffect.NONE : type.effect()) {
      case GUILD_CREATED, GUILD_DELETED ->
          guild.put("unavailable", data.path("unavailable").asBoolean());
      case GUILD_UPDATED ->
          data.properties().stream()
              .filter(field -> !OWN_LISTS.contains(field.getKey()))
              .forEach(field -> guild.set(field.getKey(), field.getValue()));
      case ROLE_SET -> put("roles", "id", data.path("role"));
      case ROLE_REMOVED -> remove("roles", "id", data.path("role_id"));
      case EMOJIS_SET -> replace("emojis", data);
      case STICKERS_SET -> replace("stickers", data);
      case SOUND_SET -> put("soundboard_sounds", "sound_id", data);
      case SOUND_REMOVED -> remove("soundboard_sounds", "sound_id", data.path("sound_id"));
      case SOUNDS_SET ->
          data.path("soundboard_sounds")
              .forEach(sound -> put("soundboard_sounds", "sound_id", sound));
      case MEMBER_ADDED -> count(1);
      case MEMBER_REMOVED -> count(-1);
      case MEMBER_CHANGED -> updateOwnMember(data);
      case SCHEDULED_EVENT_SET -> put("guild_scheduled_events", "id", data);
      case SCHEDULED_EVENT_REMOVED -> remove("guild_scheduled_events", "id", data.path("id"));
      case STAGE_SET -> put("stage_instances", "id", data);
      case STAGE_REMOVED -> remove("stage_instances", "id", data.path("id"));
      case VOICE_STATE_SET -> voiceState(data);
      case CHANNEL_SET -> put("channels", "id", data);
      case CHANNEL_REMOVED -> {
        remove("channels", "id", data.path("id"));
        remove("threads", "parent_id", data.path("id"));
      }
      case PINS_SET -> pins(data);
      case THREAD_SET -> thread(data);
      case THREAD_REMOVED -> remove("threads", "id", data.path("id"));
      case THREADS_LISTED -> threads(data);
      case NONE, GUILDS_LISTED, MEMBERS_LISTED, MEMBERS_REFUSED, PRESENCE_SET -> {}
    }
  }

  /// When the last message was pinned; no other event says so.
  private void pins(ObjectNode data) {
    for (String name : List.of("channels", "threads")) {
      for (JsonNode channel : list(name)) {
        if (channel instanceof ObjectNode pinned
            && data.hasNonNull("channel_id")
            && channel.path("id").equals(data.path("channel_id"))) {
          JsonNode at = data.get("last_pin_timestamp");
          pinned.set("last_pin_timestamp", at == null ? NullNode.instance : at);
        }
      }
    }
  }

  private void count(int more) {
    guild.put("member_count", Math.max(0, guild.path("member_count").asInt() + more));
  }

  private void updateOwnMember(ObjectNode data) {
    for (JsonNode member : list("members")) {
      if (isBot(member) && member instanceof ObjectNode own) {
        data.properties().stream()
            .filter(field -> !field.getKey().equals("guild_id"))
            .forEach(field -> own.set(field.getKey(), field.getValue()));
      }
    }
  }

  private void voiceState(ObjectNode data) {
    remove("voice_states", "user_id", data.path("user_id"));
    if (data.hasNonNull("channel_id")) {
      list("voice_states").add(data);
      if (!isBot(data.path("member")) && data.path("member").has("user")) {
        remove("members", member -> isSame(member, data.path("member")));
        list("members").add(data.path("member"));
      }
    }
  }

  /// Discord reports nothing more about archived threads.
  private void thread(ObjectNode data) {
    if (data.path("thread_metadata").path("archived").asBoolean()) {
      remove("threads", "id", data.path("id"));
    } else {
      put("threads", "id", data);
    }
  }

  private void threads(ObjectNode sync) {
    var covered = new ArrayList<String>();
    sync.path("channel_ids").forEach(id -> covered.add(id.asText()));
    remove(
        "threads",
        thread -> covered.isEmpty() || covered.contains(thread.path("parent_id").asText()));
    sync.path("threads").forEach(thread -> put("threads", "id", thread));
  }

  private void replace(String name, ObjectNode data) {
    if (data.path(name) instanceof ArrayNode list) {
      guild.set(name, list);
    }
  }

  /// Replaces the item with the same id in place, or adds it. An item without an id is dropped, as
  /// on arrival.
  private void put(String name, String idField, JsonNode item) {
    if (!item.hasNonNull(idField)) {
      return;
    }
    ArrayNode list = list(name);
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).path(idField).equals(item.path(idField))) {
        list.set(i, item);
        return;
      }
    }
    list.add(item);
  }

  private void remove(String name, String idField, JsonNode id) {
    remove(name, item -> item.path(idField).equals(id));
  }

  private void remove(String name, Predicate<JsonNode> unwanted) {
    ArrayNode left = guild.arrayNode();
    list(name)
        .forEach(item -> {
          if (!unwanted.test(item)) {
            left.add(item);
          }
        });
    guild.set(name, left);
  }

  private ArrayNode list(String name) {
    return guild.path(name) instanceof ArrayNode known ? known : guild.putArray(name);
  }
}
