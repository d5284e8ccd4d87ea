package dev.botswain.action;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.json.DiscordJson;
import dev.botswain.time.Timestamp;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message, as callers see it. It is read token by token, because most of Discord's fields are
/// not part of it.
///
/// @param embeds as Discord returns them, which is also the form for sending
/// @param more what few messages have, by its names, see [MessageExtras]
public record MessageView(
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
    String type,
    @JsonAnyGetter Map<String, @Nullable Object> more) {

  static MessageView of(JsonNode message) {
    return DiscordJson.element(message, MessageView::read);
  }

  /// A message within another one. Messages within it are left out, so that the answer has an end.
  static MessageView quoted(JsonNode message) {
    return DiscordJson.element(message, json -> read(json, false));
  }

  public static MessageView read(JsonParser json) throws IOException {
    return read(json, true);
  }

  private static MessageView read(JsonParser json, boolean whole) throws IOException {
    String id = "";
    String channelId = "";
    String content = "";
    Author author = null;
    String timestamp = "";
    String editedAt = null;
    List<Attachment> attachments = List.of();
    List<JsonNode> embeds = List.of();
    List<Reaction> reactions = List.of();
    String replyTo = null;
    boolean pinned = false;
    Long type = null;
    var more = new MessageExtras();
    var fields = new DiscordFields(json);
    while (fields.next()) {
      switch (fields.name()) {
        case "id" -> id = fields.text("");
        case "channel_id" -> channelId = fields.text("");
        case "content" -> content = fields.text("");
        case "author" -> author = Author.read(json);
        case "timestamp" -> timestamp = Timestamp.of(fields.text(""));
        case "edited_timestamp" -> editedAt = Timestamp.ofNullable(fields.text());
        case "attachments" -> attachments = fields.list(Attachment::read);
        case "embeds" -> embeds = fields.list(JsonParser::readValueAsTree);
        case "reactions" -> reactions = fields.list(Reaction::read);
        case "message_reference" ->
            replyTo = text(more.take("message_reference", json).path("message_id"));
        case "referenced_message" -> {
          if (!whole || json.currentToken() == JsonToken.START_ARRAY) {
            fields.skip();
          } else if (json.currentToken() == JsonToken.VALUE_NULL) {
            more.answered(null);
          } else if (json.currentToken() == JsonToken.START_OBJECT) {
            more.answered(read(json, false));
          }
        }
        case "message_snapshots" -> {
          if (whole) {
            more.take("message_snapshots", json);
          } else {
            fields.skip();
          }
        }
        case "pinned" -> pinned = fields.truth();
        case "type" -> type = fields.number();
        default -> {
          if (MessageExtras.has(fields.name())) {
            more.take(fields.name(), json);
          } else {
            fields.skip();
          }
        }
      }
    }
    return new MessageView(
        id,
        channelId,
        content,
        author == null ? Author.nobody() : author,
        timestamp,
        editedAt,
        attachments,
        embeds,
        reactions,
        replyTo,
        pinned,
        MessageType.label(type == null ? 0 : type.intValue()),
        more.found());
  }

  private static @Nullable String text(JsonNode scalar) {
    return scalar.isValueNode() && !scalar.isNull() && !scalar.isMissingNode()
        ? scalar.asText()
        : null;
  }

  /// The id as a number; 0 if it is not valid.
  public long snowflake() {
    return snowflake(id);
  }

  private static long snowflake(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  public record Author(String id, String username, String displayName, String avatar, boolean bot) {
    private static Author nobody() {
      return new Author("", "", "", CdnUrl.avatar(0, null), false);
    }

    /// @param user as Discord describes users
    public static Author of(JsonNode user) {
      return DiscordJson.element(user, Author::read);
    }

    private static Author read(JsonParser json) throws IOException {
      String id = "";
      String username = "";
      String displayName = null;
      String avatar = null;
      boolean bot = false;
      var fields = new DiscordFields(json);
      while (fields.next()) {
        switch (fields.name()) {
          case "id" -> id = fields.text("");
          case "username" -> username = fields.text("");
          case "global_name" -> displayName = fields.text();
          case "avatar" -> avatar = fields.text();
          case "bot" -> bot = fields.truth();
          default -> fields.skip();
        }
      }
      return new Author(
          id,
          username,
          displayName == null ? username : displayName,
          CdnUrl.avatar(MessageView.snowflake(id), avatar),
          bot);
    }
  }

  /// @param description what it shows, for people who cannot see it
  /// @param size in bytes
  /// @param url expires after a day or so; read the message again for a fresh one
  /// @param proxyUrl the same from Discord's image proxy
  /// @param title what it is to be called where its name had to be changed
  /// @param spoiler null if it is none
  /// @param durationSeconds of a voice message, as its `waveform`, a base64 text of samples
  record Attachment(
      String id,
      String filename,
      @Nullable String description,
      @Nullable String contentType,
      long size,
      String url,
      @Nullable Long width,
      @Nullable Long height,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String proxyUrl,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String title,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean spoiler,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double durationSeconds,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String waveform) {
    private static final int IS_SPOILER = 1 << 3;
    private static final String SPOILER_PREFIX = "SPOILER_";

    private static Attachment read(JsonParser json) throws IOException {
      String id = "";
      String filename = "";
      String description = null;
      String contentType = null;
      Long size = null;
      String url = "";
      Long width = null;
      Long height = null;
      String proxyUrl = null;
      String title = null;
      Long flags = null;
      Double durationSeconds = null;
      String waveform = null;
      var fields = new DiscordFields(json);
      while (fields.next()) {
        switch (fields.name()) {
          case "id" -> id = fields.text("");
          case "filename" -> filename = fields.text("");
          case "description" -> description = fields.text();
          case "content_type" -> contentType = fields.text();
          case "size" -> size = fields.number();
          case "url" -> url = fields.text("");
          case "width" -> width = fields.number();
          case "height" -> height = fields.number();
          case "proxy_url" -> proxyUrl = fields.text();
          case "title" -> title = fields.text();
          case "flags" -> flags = fields.number();
          case "duration_secs" -> durationSeconds = fields.decimal();
          case "waveform" -> waveform = fields.text();
          default -> fields.skip();
        }
      }
      boolean spoiler =
          filename.startsWith(SPOILER_PREFIX) || flags != null && (flags & IS_SPOILER) != 0;
      return new Attachment(
          id,
          filename,
          description,
          contentType,
          size == null ? 0 : size,
          url,
          width,
          height,
          proxyUrl,
          title,
          spoiler ? Boolean.TRUE : null,
          durationSeconds,
          waveform);
    }
  }

  /// @param emoji the character, or the name of a custom emoji
  /// @param emojiId of a custom emoji, otherwise null
  /// @param me whether the bot is among those who reacted
  /// @param animated null if it does not move
  record Reaction(
      @Nullable String emoji,
      @Nullable String emojiId,
      long count,
      boolean me,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean animated) {
    private static Reaction read(JsonParser json) throws IOException {
      String emoji = null;
      String emojiId = null;
      Long count = null;
      boolean me = false;
      boolean animated = false;
      var fields = new DiscordFields(json);
      while (fields.next()) {
        switch (fields.name()) {
          case "emoji" -> {
            var of = new DiscordFields(json);
            while (of.next()) {
              switch (of.name()) {
                case "name" -> emoji = of.text();
                case "id" -> emojiId = of.text();
                case "animated" -> animated = of.truth();
                default -> of.skip();
              }
            }
          }
          case "count" -> count = fields.number();
          case "me" -> me = fields.truth();
          default -> fields.skip();
        }
      }
      return new Reaction(
          emoji, emojiId, count == null ? 0 : count, me, animated ? Boolean.TRUE : null);
    }
  }
}
