package dev.botswain.discord.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The answer of `GET /gateway/bot`, field by field. A field that a server omits or sets to null
/// has a default, except the address.
final class GatewayBot {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Duration DAY = Duration.ofDays(1);

  private @Nullable String url;
  private long shards = 1;
  private boolean limited;
  private long total = GatewayInfo.DAILY_IDENTIFIES;
  private long remaining = GatewayInfo.DAILY_IDENTIFIES;
  private long resetAfter;
  private long maxConcurrency = 1;

  private GatewayBot() {}

  /// @throws IllegalArgumentException if the answer cannot be read, or has no address that can be
  ///   used
  static GatewayInfo read(byte[] json, boolean secure) {
    var answer = new GatewayBot();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("not an object");
      }
      answer.read(parser);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
    return answer.info(secure);
  }

  private void read(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_NULL) {
        continue;
      }
      switch (name) {
        case "url" -> url = parser.getValueAsString();
        case "shards" -> shards = Math.max(1, number(parser));
        case "session_start_limit" -> {
          limited = true;
          if (value != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("session_start_limit is not an object");
          }
          read(parser);
        }
        case "total" -> total = number(parser);
        case "remaining" -> remaining = number(parser);
        case "reset_after" -> resetAfter = number(parser);
        case "max_concurrency" -> maxConcurrency = Math.max(1, number(parser));
        default -> parser.skipChildren();
      }
    }
  }

  private static long number(JsonParser parser) throws IOException {
    if (!parser.currentToken().isScalarValue()) {
      throw new IllegalArgumentException(parser.currentName() + " is not a number");
    }
    try {
      return (long) Double.parseDouble(parser.getText());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(parser.currentName() + " is not a number", e);
    }
  }

  private GatewayInfo info(boolean secure) {
    if (url == null) {
      throw new IllegalArgumentException("no url");
    }
    return new GatewayInfo(
        GatewayUrl.of(url, secure),
        (int) Math.min(shards, Integer.MAX_VALUE),
        (int) Math.clamp(total, 0, Integer.MAX_VALUE),
        (int) Math.clamp(remaining, Integer.MIN_VALUE, Integer.MAX_VALUE),
        limited ? Duration.ofMillis(Math.clamp(resetAfter, 0, DAY.toMillis())) : DAY,
        (int) Math.min(maxConcurrency, Integer.MAX_VALUE));
  }
}
