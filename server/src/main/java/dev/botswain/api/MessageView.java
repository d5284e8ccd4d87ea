package dev.botswain.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A message, as callers see it.
///
/// @param embeds as Discord gives them, which is also how they are sent
record MessageView(
    String id,
    String channelId,
    String content,
    Author author,
    String timestamp,
    @Nullable String editedAt,
    List<Attachment> attachments,
    List<JsonNode> embeds,
    List<Reaction> reactions,
    @Nullable String replyTo,
    boolean pinned,
    String type) {

  static MessageView of(JsonNode message) {
    return new MessageView(
        message.path("id").asText(),
        message.path("channel_id").asText(),
        message.path("content").asText(""),
        Author.of(message.path("author")),
        message.path("timestamp").asText(),
        text(message.path("edited_timestamp")),
        list(message.path("attachments"), Attachment::of),
        list(message.path("embeds"), Function.identity()),
        list(message.path("reactions"), Reaction::of),
        text(message.path("message_reference").path("message_id")),
        message.path("pinned").asBoolean(),
        MessageType.label(message.path("type").asInt()));
  }

  record Author(String id, String username, String displayName, String avatar, boolean bot) {
    static Author of(JsonNode user) {
      String username = user.path("username").asText("");
      return new Author(
          user.path("id").asText(),
          username,
          user.path("global_name").asText(username),
          CdnUrl.avatar(user.path("id").asLong(), text(user.path("avatar"))),
          user.path("bot").asBoolean());
    }
  }

  /// @param description what it shows, for those who cannot see it
  /// @param size in bytes
  /// @param url expires after a day or so; read the message again for a fresh one
  record Attachment(
      String id,
      String filename,
      @Nullable String description,
      @Nullable String contentType,
      long size,
      String url,
      @Nullable Integer width,
      @Nullable Integer height) {
    static Attachment of(JsonNode attachment) {
      return new Attachment(
          attachment.path("id").asText(),
          attachment.path("filename").asText(),
          text(attachment.path("description")),
          text(attachment.path("content_type")),
          attachment.path("size").asLong(),
          attachment.path("url").asText(),
          number(attachment.path("width")),
          number(attachment.path("height")));
    }
  }

  /// @param emoji the character, or the name of a custom one
  /// @param emojiId of a custom one, else null
  /// @param me whether the bot is among those who reacted
  record Reaction(@Nullable String emoji, @Nullable String emojiId, int count, boolean me) {
    static Reaction of(JsonNode reaction) {
      return new Reaction(
          text(reaction.path("emoji").path("name")),
          text(reaction.path("emoji").path("id")),
          reaction.path("count").asInt(),
          reaction.path("me").asBoolean());
    }
  }

  private static @Nullable String text(JsonNode value) {
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  private static @Nullable Integer number(JsonNode value) {
    return value.isNumber() ? (Integer) value.asInt() : null;
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> of) {
    var list = new ArrayList<T>();
    array.forEach(element -> list.add(of.apply(element)));
    return list;
  }
}
