package dev.botswain.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.botswain.discord.protocol.EventType;
import dev.botswain.discord.protocol.IdPlace;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What an event is about, as far as envelopes and filters need it.
///
/// @param guildId 0 if the event belongs to no guild
/// @param channelId a thread is a channel too; 0 if the event belongs to no channel
/// @param threadOf the parent channel, if the event is about a thread itself; otherwise 0
/// @param authorId who wrote the message, reacted, voted or is typing; otherwise 0
/// @param applicationId the application whose webhook wrote the message; otherwise 0
/// @param byBot whether a bot or a webhook wrote the message or caused the event
/// @param content the text of a message, or null
public record EventFields(
    long guildId,
    long channelId,
    long threadOf,
    long authorId,
    long applicationId,
    boolean byBot,
    @Nullable String content) {
  private static final JsonFactory JSON = new JsonFactory();

  /// Reads the fields from an event's data in one pass. Data that is not a JSON object has none. If
  /// the data is malformed somewhere, the fields before that position count.
  public static EventFields of(String type, byte[] data) {
    var pass = new Pass(type);
    try (JsonParser parser = JSON.createParser(data)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        pass.read(parser);
      }
    } catch (IOException e) {
      // Readers get whatever Discord sends.
    }
    return pass.found();
  }

  /// The application id in a READY; 0 if it has none.
  static long applicationOf(byte[] ready) {
    try (JsonParser parser = JSON.createParser(ready)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean here = parser.currentName().equals("application");
          parser.nextToken();
          if (here) {
            return Pass.idIn(parser);
          }
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      // As below.
    }
    return 0;
  }

  private static final class Pass {
    private final IdPlace guildPlace;
    private final IdPlace channelPlace;
    private final boolean ofThread;
    private long guildId;
    private long channelId;
    private long threadOf;
    private final boolean byUser;
    private long authorId;
    private long applicationId;
    private boolean byWebhook;
    private boolean byBot;
    private @Nullable String content;

    /// Unknown types are read like most events.
    private Pass(String name) {
      EventType type = EventType.of(name);
      guildPlace = type == null ? IdPlace.FIELD : type.guildId();
      channelPlace = type == null ? IdPlace.FIELD : type.channelId();
      byUser = type != null && type.isByUser();
      ofThread = type != null && type.isOfThread();
    }

    private EventFields found() {
      return new EventFields(
          guildId,
          channelId,
          threadOf,
          authorId,
          byWebhook ? applicationId : 0,
          byBot || byWebhook,
          content);
    }

    private void read(JsonParser parser) throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (name) {
          case "guild_id" -> {
            long id = id(parser);
            guildId = guildPlace == IdPlace.FIELD ? id : guildId;
          }
          case "channel_id" -> {
            long id = id(parser);
            channelId = channelPlace == IdPlace.FIELD ? id : channelId;
          }
          case "id" -> {
            long id = id(parser);
            guildId = guildPlace == IdPlace.OWN ? id : guildId;
            channelId = channelPlace == IdPlace.OWN ? id : channelId;
          }
          case "parent_id" -> {
            long parent = id(parser);
            threadOf = ofThread ? parent : 0;
          }
          case "content" -> content = text(parser, value);
          case "webhook_id" -> byWebhook |= text(parser, value) != null;
          case "application_id" -> applicationId = id(parser);
          case "user_id" -> {
            long user = id(parser);
            authorId = byUser ? user : authorId;
          }
          case "author" -> authorId = user(parser);
          case "user" -> user(parser);
          case "member" -> member(parser);
          default -> parser.skipChildren();
        }
      }
    }

    private static @Nullable String text(JsonParser parser, JsonToken value) throws IOException {
      parser.skipChildren();
      return value == JsonToken.VALUE_STRING ? parser.getText() : null;
    }

    private static long id(JsonParser parser) throws IOException {
      if (!parser.currentToken().isScalarValue()) {
        parser.skipChildren();
        return 0;
      }
      try {
        return parser.currentToken() == JsonToken.VALUE_NULL
            ? 0
            : Long.parseUnsignedLong(parser.getText());
      } catch (NumberFormatException e) {
        return 0;
      }
    }

    /// Records whether the user is a bot.
    ///
    /// @return the user's id, or 0
    private long user(JsonParser parser) throws IOException {
      long user = 0;
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          JsonToken value = parser.nextToken();
          if (name.equals("id")) {
            user = id(parser);
          } else {
            byBot |= name.equals("bot") && value == JsonToken.VALUE_TRUE;
            parser.skipChildren();
          }
        }
      } else {
        parser.skipChildren();
      }
      return user;
    }

    private static long idIn(JsonParser parser) throws IOException {
      return new Pass("").user(parser);
    }

    private void member(JsonParser parser) throws IOException {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean here = parser.currentName().equals("user");
          parser.nextToken();
          if (here) {
            user(parser);
          } else {
            parser.skipChildren();
          }
        }
      } else {
        parser.skipChildren();
      }
    }
  }
}
