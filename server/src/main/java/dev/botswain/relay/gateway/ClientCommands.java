package dev.botswain.relay.gateway;

import static dev.botswain.discord.protocol.Opcode.HEARTBEAT;
import static dev.botswain.discord.protocol.Opcode.IDENTIFY;
import static dev.botswain.discord.protocol.Opcode.PRESENCE_UPDATE;
import static dev.botswain.discord.protocol.Opcode.REQUEST_CHANNEL_INFO;
import static dev.botswain.discord.protocol.Opcode.REQUEST_GUILD_MEMBERS;
import static dev.botswain.discord.protocol.Opcode.REQUEST_SOUNDBOARD_SOUNDS;
import static dev.botswain.discord.protocol.Opcode.RESUME;
import static dev.botswain.discord.protocol.Opcode.VOICE_STATE_UPDATE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.discord.gateway.ShardId;
import dev.botswain.discord.protocol.CloseCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parses what clients send. What Discord gets of it is written again from the fields that Discord
/// documents.
final class ClientCommands {
  /// Source: <https://discord.com/developers/docs/events/gateway#sending-events>.
  static final int MAX_BYTES = 4096;

  static final String TOO_LONG = "Payload too large.";

  /// Discord's ids are a number; longer secrets are not ours.
  private static final int MAX_TOKEN = 256;

  private static final int MAX_NONCE_BYTES = 32;
  private static final int MAX_IDS = 100;
  private static final int MAX_GUILDS = 100;

  /// The default if a client does not say.
  ///
  /// Source: <https://discord.com/developers/docs/events/gateway-events#identify>.
  static final int LEAST_THRESHOLD = 50;

  private static final int MOST_THRESHOLD = 250;
  private static final Set<String> STATUSES =
      Set.of("online", "dnd", "idle", "invisible", "offline");
  private static final ObjectMapper JSON = new ObjectMapper();

  private ClientCommands() {}

  /// @param root a client's payload
  /// @throws ClientRefusedException with 4001 if the opcode is unknown or does not have such data
  static ClientCommand read(JsonNode root) {
    JsonNode d = root.path("d");
    return switch (root.path("op").asInt()) {
      case HEARTBEAT -> new ClientCommand.Heartbeat();
      case IDENTIFY -> identify(object(d));
      case PRESENCE_UPDATE -> new ClientCommand.UpdatePresence(presence(d));
      case VOICE_STATE_UPDATE -> voice(object(d));
      case RESUME -> resume(object(d));
      case REQUEST_GUILD_MEMBERS -> members(object(d));
      case REQUEST_SOUNDBOARD_SOUNDS -> sounds(object(d));
      case REQUEST_CHANNEL_INFO -> channelInfo(object(d));
      default -> throw new ClientRefusedException(CloseCode.UNKNOWN_OPCODE, "Unknown opcode.");
    };
  }

  private static ClientCommand identify(JsonNode d) {
    int intents = intents(d.path("intents"));
    return new ClientCommand.Identify(
        token(d),
        intents,
        shard(d.path("shard")),
        threshold(d.path("large_threshold")),
        firstPresence(d.path("presence")));
  }

  private static int threshold(JsonNode threshold) {
    return Math.clamp(threshold.asInt(LEAST_THRESHOLD), LEAST_THRESHOLD, MOST_THRESHOLD);
  }

  /// Some libraries write the number as a string, like others of its size.
  private static int intents(JsonNode intents) {
    try {
      if (intents.isIntegralNumber() || intents.isTextual()) {
        return Integer.parseInt(intents.asText());
      }
    } catch (NumberFormatException none) {
      // Answered below.
    }
    throw new ClientRefusedException(CloseCode.INVALID_INTENTS, "Invalid intent(s).");
  }

  /// Neither this server nor Discord refuses an IDENTIFY for its presence: libraries send an empty
  /// status or none, times as objects, and the `game` of older versions.
  private static @Nullable String firstPresence(JsonNode d) {
    ArrayNode activities = activities(d);
    String status = d.path("status").asText();
    if (!STATUSES.contains(status) && activities.isEmpty()) {
      return null;
    }
    return presence(d, activities, STATUSES.contains(status) ? status : "online");
  }

  /// The bot's activities; older libraries have one `game`.
  private static ArrayNode activities(JsonNode d) {
    if (d.path("activities") instanceof ArrayNode activities) {
      return activities;
    }
    ArrayNode activities = JSON.createArrayNode();
    if (!d.path("game").path("name").asText("").isEmpty()) {
      activities.add(d.path("game"));
    }
    return activities;
  }

  private static @Nullable ShardId shard(JsonNode shard) {
    if (shard.isMissingNode() || shard.isNull()) {
      return null;
    }
    int id = shard.path(0).asInt(-1);
    int count = shard.path(1).asInt(-1);
    if (shard.size() != 2 || id < 0 || id >= count) {
      throw new ClientRefusedException(CloseCode.INVALID_SHARD, "Invalid shard.");
    }
    return new ShardId(id, count);
  }

  private static ClientCommand resume(JsonNode d) {
    JsonNode seq = d.path("seq");
    if (!seq.isIntegralNumber() && !seq.isNull()) {
      throw misfit();
    }
    return new ClientCommand.Resume(token(d), text(d.path("session_id")), seq.asLong());
  }

  /// Some libraries send it with the `Bot ` of the REST API.
  private static String token(JsonNode d) {
    String token = text(d.path("token")).strip();
    return token.startsWith("Bot ") ? token.substring(4).strip() : token;
  }

  private static String presence(JsonNode d) {
    JsonNode activities = d.path("activities");
    if (!STATUSES.contains(d.path("status").asText())
        || !(activities.isArray() || isNone(activities))
        || !(d.path("since").isNumber() || isNone(d.path("since")))) {
      throw misfit();
    }
    return presence(d, activities(d), d.path("status").asText());
  }

  private static String presence(JsonNode d, JsonNode activities, String status) {
    ObjectNode presence = JSON.createObjectNode();
    presence.set("since", d.path("since").isNumber() ? d.path("since") : null);
    presence.set("activities", activities);
    presence.put("status", status);
    presence.put("afk", d.path("afk").asBoolean());
    return presence.toString();
  }

  private static ClientCommand voice(JsonNode d) {
    long guild = id(d.path("guild_id"));
    ObjectNode voice = JSON.createObjectNode();
    voice.put("guild_id", Long.toUnsignedString(guild));
    voice.put(
        "channel_id",
        isNone(d.path("channel_id")) ? null : Long.toUnsignedString(id(d.path("channel_id"))));
    voice.put("self_mute", d.path("self_mute").asBoolean());
    voice.put("self_deaf", d.path("self_deaf").asBoolean());
    return pass(VOICE_STATE_UPDATE, guild, voice);
  }

  private static ClientCommand sounds(JsonNode d) {
    if (!d.path("guild_ids").isArray() || d.path("guild_ids").size() > MAX_GUILDS) {
      throw misfit();
    }
    var guilds = new ArrayList<ClientCommand.PassedOn>();
    for (long guild : ids(d.path("guild_ids"))) {
      ObjectNode sounds = JSON.createObjectNode();
      sounds.putArray("guild_ids").add(Long.toUnsignedString(guild));
      guilds.add(new ClientCommand.PassedOn(guild, sounds.toString()));
    }
    return new ClientCommand.Pass(REQUEST_SOUNDBOARD_SOUNDS, guilds);
  }

  private static ClientCommand channelInfo(JsonNode d) {
    long guild = id(d.path("guild_id"));
    ObjectNode info = JSON.createObjectNode();
    info.put("guild_id", Long.toUnsignedString(guild));
    if (d.path("fields").isArray()) {
      info.set("fields", d.path("fields"));
    }
    return pass(REQUEST_CHANNEL_INFO, guild, info);
  }

  private static ClientCommand pass(int op, long guild, ObjectNode data) {
    return new ClientCommand.Pass(op, List.of(new ClientCommand.PassedOn(guild, data.toString())));
  }

  private static ClientCommand members(JsonNode d) {
    JsonNode guilds = d.path("guild_id");
    // Libraries from before 2020 send an array; meanwhile only one guild is allowed.
    long guild = id(guilds.isArray() && guilds.size() == 1 ? guilds.path(0) : guilds);
    boolean presences = d.path("presences").asBoolean();
    String nonce = nonce(d.path("nonce"));
    if (!d.path("query").isTextual()) {
      return new ClientCommand.RequestMembers(
          guild, null, 0, ids(d.path("user_ids")), presences, nonce);
    }
    JsonNode limit = d.path("limit");
    if (!limit.isInt() || limit.asInt() < 0) {
      throw misfit();
    }
    return new ClientCommand.RequestMembers(
        guild, d.path("query").asText(), limit.asInt(), List.of(), presences, nonce);
  }

  private static @Nullable String nonce(JsonNode node) {
    String nonce = node.asText("");
    int bytes = nonce.getBytes(StandardCharsets.UTF_8).length;
    return bytes == 0 || bytes > MAX_NONCE_BYTES ? null : nonce;
  }

  private static List<Long> ids(JsonNode node) {
    var ids = new ArrayList<Long>();
    if (node.isArray()) {
      for (int i = 0; i < Math.min(MAX_IDS, node.size()); i++) {
        ids.add(id(node.get(i)));
      }
    } else {
      ids.add(id(node));
    }
    return ids;
  }

  private static long id(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong() || node.isTextual()) {
      try {
        return Long.parseUnsignedLong(node.asText());
      } catch (NumberFormatException notAnId) {
        throw misfit();
      }
    }
    throw misfit();
  }

  private static boolean isNone(JsonNode node) {
    return node.isNull() || node.isMissingNode();
  }

  private static String text(JsonNode node) {
    if (!node.isTextual() || node.asText().length() > MAX_TOKEN) {
      throw misfit();
    }
    return node.asText();
  }

  private static JsonNode object(JsonNode d) {
    if (!d.isObject()) {
      throw misfit();
    }
    return d;
  }

  private static ClientRefusedException misfit() {
    return new ClientRefusedException(CloseCode.UNKNOWN_OPCODE, "Invalid payload for this opcode.");
  }
}
