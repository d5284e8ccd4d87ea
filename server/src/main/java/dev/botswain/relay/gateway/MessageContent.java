package dev.botswain.relay.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.json.DiscordJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A guild's message without the MESSAGE_CONTENT intent: everything except the text and its
/// substitutes, for messages that the bot neither wrote nor is mentioned in.
///
/// Source: <https://discord.com/developers/docs/events/gateway#message-content-intent>.
final class MessageContent {
  private static final List<String> LISTS = List.of("embeds", "attachments", "components");

  private MessageContent() {}

  /// @param message in JSON
  /// @return null if nothing must be withheld
  static byte @Nullable [] withheld(byte[] message, long botId) {
    JsonNode tree = DiscordJson.tree(message);
    return withhold(tree, Long.toUnsignedString(botId)) ? DiscordJson.bytes(tree) : null;
  }

  private static boolean withhold(JsonNode message, String bot) {
    if (!(message instanceof ObjectNode fields)) {
      return false;
    }
    boolean changed = !isFor(message, bot);
    if (changed) {
      if (fields.has("content")) {
        fields.put("content", "");
      }
      for (String list : LISTS) {
        if (fields.has(list)) {
          fields.putArray(list);
        }
      }
      fields.remove("poll");
    }
    changed |= withhold(message.path("referenced_message"), bot);
    for (JsonNode snapshot : message.path("message_snapshots")) {
      changed |= withhold(snapshot.path("message"), bot);
    }
    return changed;
  }

  private static boolean isFor(JsonNode message, String bot) {
    boolean mentioned = message.path("author").path("id").asText().equals(bot);
    for (JsonNode user : message.path("mentions")) {
      mentioned |= user.path("id").asText().equals(bot);
    }
    return mentioned;
  }
}
