package dev.botswain.action;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message as it was when it was forwarded. Discord does not say who wrote it.
///
/// Source: <https://discord.com/developers/docs/resources/message#message-snapshot-object>.
///
/// @param more as of [MessageView]
record MessageSnapshot(
    String content,
    String timestamp,
    @Nullable String editedAt,
    List<MessageView.Attachment> attachments,
    List<JsonNode> embeds,
    String type,
    @JsonAnyGetter Map<String, @Nullable Object> more) {
  static MessageSnapshot of(JsonNode snapshot) {
    MessageView message = MessageView.quoted(snapshot.path("message"));
    return new MessageSnapshot(
        message.content(),
        message.timestamp(),
        message.editedAt(),
        message.attachments(),
        message.embeds(),
        message.type(),
        message.more());
  }
}
