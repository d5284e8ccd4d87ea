package dev.botswain.inspect;

import dev.botswain.discord.rest.RestQueue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// Text without what looks like a secret. Tokens of bots, of interactions and of Discord's
/// webhooks, the ids of our sessions and keys of any kind have one thing in common that ids, words
/// and emojis have not: a long part without a space or a mark. So everything of that form is
/// masked, whether it is known here or not. A file in the text, as `data:`, is cut out too.
final class Masked {
  /// Stands for what is masked.
  static final String MARK = RestQueue.REDACTED;

  /// Longer than every id. No token has a shorter part that is secret.
  private static final int LONGEST_WORD = 24;

  private static final String FILE = ";base64,";

  private Masked() {}

  /// A parameter of an operation. What is named as a secret is one, however short.
  static String parameter(String name, String value) {
    return name.equals("token") ? MARK : text(value);
  }

  /// An object with all its names and texts masked as they are, not as they are written: a mark in
  /// the midst of an escape would be no JSON.
  static JsonObject json(JsonObject object) {
    var masked = new JsonObject();
    object.forEach(one -> masked.put(text(one.getKey()), value(one.getValue())));
    return masked;
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case String text -> text(text);
      case JsonObject object -> json(object);
      case JsonArray array -> {
        var masked = new JsonArray();
        array.forEach(one -> masked.add(value(one)));
        yield masked;
      }
      case null, default -> value;
    };
  }

  /// The same object if there is nothing to mask.
  static String text(String text) {
    StringBuilder masked = null;
    int copied = 0;
    int begin = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && isOfWord(text.charAt(i))) {
        continue;
      }
      int end = i;
      boolean hides = i - begin > LONGEST_WORD;
      if (!hides && isFile(text, i)) {
        begin = i + FILE.length();
        end = endOfFile(text, begin);
        hides = end > begin;
      }
      if (hides) {
        masked = masked == null ? new StringBuilder(text.length()) : masked;
        masked.append(text, copied, begin).append(MARK);
        copied = end;
        i = Math.max(i, end - 1);
      }
      begin = i + 1;
    }
    return masked == null ? text : masked.append(text, copied, text.length()).toString();
  }

  private static boolean isFile(String text, int at) {
    return at < text.length() && text.charAt(at) == ';' && text.startsWith(FILE, at);
  }

  private static int endOfFile(String text, int from) {
    int end = from;
    while (end < text.length()
        && (isOfWord(text.charAt(end)) || "+/=\\".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  /// Those of base64url.
  private static boolean isOfWord(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_';
  }
}
