package dev.botswain.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;

/// Puts something else in the place of a token, wherever it stands in bytes that pass. Discord
/// tells a bot its own token, for one in the answer to `PATCH /users/@me`, and anybody may have
/// posted it.
///
/// What could be the beginning of a token is held back until more has come, so no more than a token
/// is ever kept.
final class TokenVeil {
  // Bytes are searched as text of as many characters, which the JVM does many at a time.
  private final String token;
  private final String standIn;
  private String held = "";
  private boolean lifted;

  TokenVeil(String token, String standIn) {
    this.token = text(token.getBytes(UTF_8));
    this.standIn = text(standIn.getBytes(UTF_8));
  }

  /// One whose bytes are as many as came.
  static TokenVeil ofSameLength(String token) {
    return new TokenVeil(token, "*".repeat(token.length()));
  }

  /// What can be passed on now that this has come: itself if there is nothing in it to be replaced
  /// or held back.
  Buffer pass(Buffer piece) {
    var text = held + piece.toString(ISO_8859_1);
    var passed = new StringBuilder();
    var from = 0;
    for (int at = text.indexOf(token); at >= 0; at = text.indexOf(token, from)) {
      passed.append(text, from, at).append(standIn);
      from = at + token.length();
      lifted = true;
    }
    int until = beginning(text, from);
    if (from == 0 && until == text.length() && held.isEmpty()) {
      return piece;
    }
    held = text.substring(until);
    return buffer(passed.append(text, from, until).toString());
  }

  /// What was held back, as nothing more will come.
  Buffer end() {
    var rest = buffer(held);
    held = "";
    return rest;
  }

  /// Whether the token was there.
  boolean hasReplaced() {
    return lifted;
  }

  /// Where the text ends with what may be the beginning of a token; its end if it does not.
  private int beginning(String text, int from) {
    int at = Math.max(from, text.length() - token.length() + 1);
    while (!token.startsWith(text.substring(at))) {
      at++;
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
