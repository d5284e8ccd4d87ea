package dev.botswain.discord.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Replaces a bot's token and session ids by `[REDACTED]`, wherever they occur in passing bytes.
/// Discord tells a bot its own token in the answer to `PATCH /users/@me`, and any user may have
/// posted one; a program that forwards what a bot reads would publish it again.
///
/// Bytes that could begin a secret are held back until more has arrived, so no more than the length
/// of a secret is ever kept.
final class TokenVeil {
  static final String REDACTED = "[REDACTED]";

  // Bytes are searched as text with one character for each byte, which the JVM does many at a time.
  private final @Nullable String token;
  private final String standIn;
  private final boolean sameLength;
  private final boolean quotes;
  private final @Nullable SessionIds ids;
  private String held = "";
  private char before = ' ';
  private boolean lifted;

  /// @param token null if there is none
  /// @param standIn replaces the token
  /// @param sameLength whether the number of bytes must stay the same; the replacement of a secret
  ///   is then padded with stars
  /// @param isSessionId whether a text of base64url is the id of a session; null if there are none
  TokenVeil(
      @Nullable String token,
      String standIn,
      boolean sameLength,
      @Nullable Predicate<String> isSessionId) {
    this.token = token == null ? null : text(token.getBytes(UTF_8));
    this.standIn = text(standIn.getBytes(UTF_8));
    this.sameLength = sameLength;
    this.quotes =
        token != null
            && (token.indexOf('"') >= 0 || token.indexOf('\\') >= 0 || token.indexOf('/') >= 0);
    this.ids = isSessionId == null ? null : new SessionIds(isSessionId);
  }

  /// What can be passed on now that this has arrived: the same buffer if nothing in it is replaced
  /// or held back.
  Buffer pass(Buffer piece) {
    String raw = held + piece.toString(ISO_8859_1);
    int cut = Unescaped.cut(raw);
    String passed = pass(cut == raw.length() ? raw : raw.substring(0, cut), false);
    if (cut < raw.length()) {
      held += raw.substring(cut);
    }
    return passed.length() == piece.length() && held.isEmpty() && passed.equals(raw)
        ? piece
        : buffer(passed);
  }

  /// What was held back, because nothing more will arrive.
  Buffer end() {
    return buffer(pass(held, true));
  }

  /// A complete text without secrets: the same array if there are none in it.
  byte[] whole(byte[] data) {
    String passed = pass(new String(data, ISO_8859_1), true);
    return lifted ? passed.getBytes(ISO_8859_1) : data;
  }

  /// Whether a secret was found.
  boolean hasReplaced() {
    return lifted;
  }

  private String pass(String raw, boolean whole) {
    Unescaped search = Unescaped.of(raw, quotes);
    String text = search.text();
    StringBuilder passed = null;
    int from = 0;
    int tokenAt = -2;
    int idAt = -2;
    while (true) {
      tokenAt = tokenAt == -2 || tokenAt >= 0 && tokenAt < from ? tokenAt(text, from) : tokenAt;
      idAt = idAt == -2 || idAt >= 0 && idAt < from ? idAt(text, from, whole) : idAt;
      boolean isToken = tokenAt >= 0 && (idAt < 0 || tokenAt <= idAt);
      int at = isToken ? tokenAt : idAt;
      if (at < 0) {
        break;
      }
      int behind = at + (isToken && token != null ? token.length() : SessionIds.LENGTH);
      passed = passed == null ? new StringBuilder(raw.length()) : passed;
      passed
          .append(raw, search.offset(from), search.offset(at))
          .append(instead(isToken, search.offset(behind) - search.offset(at)));
      from = behind;
      lifted = true;
    }
    int until = whole ? text.length() : undecided(text, from);
    if (until > 0) {
      before = text.charAt(until - 1);
    }
    held = until == text.length() ? "" : raw.substring(search.offset(until));
    if (passed != null) {
      return passed.append(raw, search.offset(from), search.offset(until)).toString();
    }
    return until == text.length() ? raw : raw.substring(0, search.offset(until));
  }

  private int tokenAt(String text, int from) {
    return token == null ? -1 : text.indexOf(token, from);
  }

  private int idAt(String text, int from, boolean whole) {
    return ids == null ? -1 : ids.find(text, from, before, whole);
  }

  private String instead(boolean isToken, int length) {
    if (!sameLength) {
      return isToken ? standIn : REDACTED;
    }
    return length < REDACTED.length()
        ? "*".repeat(length)
        : REDACTED + "*".repeat(length - REDACTED.length());
  }

  /// Where the possible beginning of a secret at the end of the text starts; the end of the text if
  /// there is none.
  private int undecided(String text, int from) {
    int at = ids == null ? text.length() : SessionIds.beginning(text, from);
    if (token != null) {
      int least = Math.max(from, text.length() - token.length() + 1);
      for (int begin = least; begin < at; begin++) {
        if (token.startsWith(text.substring(begin))) {
          return begin;
        }
      }
    }
    return at;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  private static Buffer buffer(String text) {
    return Buffer.buffer(text.getBytes(ISO_8859_1));
  }
}
