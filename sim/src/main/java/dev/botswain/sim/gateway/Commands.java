package dev.botswain.sim.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.Viewer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Parses what clients send. What cannot be decoded is refused with 4002; an unknown opcode, or
/// data that does not fit its opcode, with 4001.
final class Commands {
  /// The longest payload that a client may send, in bytes (Gateway, "Sending Events").
  static final int MAX_BYTES = 4096;

  private static final int DEFAULT_LARGE_THRESHOLD = 50;
  private static final int MAX_NONCE_BYTES = 32;
  private static final int MAX_IDS = 100;
  private static final String PREFIX = "Bot ";

  private Commands() {}

  static Command read(byte[] payload, Encoding encoding) {
    if (payload.length > MAX_BYTES) {
      throw new Refusal(CloseCode.DECODE_ERROR, "Payload too large.");
    }
    JsonNode root;
    try {
      root = encoding.read(payload);
    } catch (IOException e) {
      throw new Refusal(CloseCode.DECODE_ERROR, "Error while decoding payload.");
    }
    if (root == null || !root.isObject() || !root.path("op").isIntegralNumber()) {
      throw new Refusal(CloseCode.DECODE_ERROR, "Error while decoding payload.");
    }
    var d = root.path("d");
    return switch (root.path("op").asInt()) {
      case 1 -> new Command.Heartbeat();
      case 2 -> identify(object(d));
      case 3 -> new Command.UpdatePresence(object(d));
      case 4 -> voice(object(d));
      case 6 -> resume(object(d));
      case 8 -> members(object(d));
      case 31 -> new Command.RequestSounds(ids(object(d).path("guild_ids")));
      case 43 -> channelInfo(object(d));
      default -> throw new Refusal(CloseCode.UNKNOWN_OPCODE, "Unknown opcode.");
    };
  }

  private static Command identify(JsonNode d) {
    if (!d.path("properties").isObject()) {
      throw misfit();
    }
    int threshold = d.path("large_threshold").asInt(DEFAULT_LARGE_THRESHOLD);
    if (threshold < DEFAULT_LARGE_THRESHOLD || threshold > Viewer.MAX_LARGE_THRESHOLD) {
      throw misfit();
    }
    var presence = d.path("presence");
    return new Command.Identify(
        token(d),
        intents(d.path("intents")),
        threshold,
        shard(d.path("shard")),
        presence.isObject() ? presence : null);
  }

  /// A number, or its digits as a string, as some libraries send it.
  private static int intents(JsonNode intents) {
    boolean number = intents.isIntegralNumber() && intents.canConvertToInt();
    if (!number && !(intents.isTextual() && intents.textValue().matches("\\d{1,9}"))) {
      throw new Refusal(CloseCode.INVALID_INTENTS, "Invalid intent(s).");
    }
    return intents.asInt();
  }

  private static @Nullable Shard shard(JsonNode shard) {
    if (shard.isMissingNode() || shard.isNull()) {
      return null;
    }
    int id = shard.path(0).asInt(-1);
    int count = shard.path(1).asInt(-1);
    if (shard.size() != 2 || id < 0 || id >= count) {
      throw new Refusal(CloseCode.INVALID_SHARD, "Invalid shard.");
    }
    return new Shard(id, count);
  }

  private static Command resume(JsonNode d) {
    var seq = d.path("seq");
    if (!seq.isIntegralNumber() && !seq.isNull()) {
      throw misfit();
    }
    return new Command.Resume(token(d), text(d.path("session_id")), seq.asLong());
  }

  private static Command voice(JsonNode d) {
    var channel = d.path("channel_id");
    return new Command.UpdateVoice(
        id(d.path("guild_id")),
        channel.isNull() || channel.isMissingNode() ? 0 : id(channel),
        d.path("self_mute").asBoolean(),
        d.path("self_deaf").asBoolean());
  }

  private static Command channelInfo(JsonNode d) {
    boolean status = false;
    for (JsonNode field : d.path("fields")) {
      status |= field.asText().equals("status");
    }
    return new Command.RequestChannelInfo(id(d.path("guild_id")), status);
  }

  private static Command members(JsonNode d) {
    var guild = d.path("guild_id");
    // Libraries from before 2020 send an array; meanwhile only one guild is allowed.
    long guildId = id(guild.isArray() && guild.size() == 1 ? guild.path(0) : guild);
    var ids = d.path("user_ids");
    var query = d.path("query");
    var nonce = d.path("nonce").asText("");
    boolean usable =
        !nonce.isEmpty() && nonce.getBytes(StandardCharsets.UTF_8).length <= MAX_NONCE_BYTES;
    boolean presences = d.path("presences").asBoolean();
    if (query.isTextual()) {
      if (!d.path("limit").isIntegralNumber() || d.path("limit").asInt() < 0) {
        throw misfit();
      }
      return new Command.RequestMembers(
          guildId,
          query.asText(),
          d.path("limit").asInt(),
          List.of(),
          presences,
          usable ? nonce : null);
    }
    return new Command.RequestMembers(guildId, null, 0, ids(ids), presences, usable ? nonce : null);
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
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.asLong();
    }
    return Optional.of(node.asText(""))
        .filter(text -> node.isTextual() && text.matches("\\d{1,19}"))
        .map(Long::parseUnsignedLong)
        .orElseThrow(Commands::misfit);
  }

  /// The token, which many libraries prefix with `Bot ` here too, as over REST.
  private static String token(JsonNode d) {
    String token = text(d.path("token"));
    return token.startsWith(PREFIX) ? token.substring(PREFIX.length()) : token;
  }

  private static String text(JsonNode node) {
    if (!node.isTextual()) {
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

  private static Refusal misfit() {
    return new Refusal(CloseCode.UNKNOWN_OPCODE, "Invalid payload for this opcode.");
  }
}
