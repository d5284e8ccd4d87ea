package dev.botswain.rest;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Puts something else in the place of a token, wherever it stands in bytes that pass. Discord
/// tells a bot its own token, for one in the answer to `PATCH /users/@me`, and anybody may have
/// posted it.
///
/// What could be the beginning of a token is held back until more has come, so no more than a token
/// is ever kept.
final class TokenVeil {
  private final byte[] token;
  private final byte[] standIn;
  private byte[] held = {};
  private boolean lifted;

  TokenVeil(String token, String standIn) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.standIn = standIn.getBytes(StandardCharsets.UTF_8);
  }

  /// One whose bytes are as many as came.
  static TokenVeil ofSameLength(String token) {
    return new TokenVeil(token, "*".repeat(token.length()));
  }

  /// What can be passed on now that this has come.
  Buffer pass(Buffer piece) {
    var bytes = joined(piece);
    var passed = Buffer.buffer(0);
    var from = 0;
    for (var at = find(bytes, 0); at + token.length <= bytes.length; at = find(bytes, from)) {
      passed.appendBytes(bytes, from, at - from).appendBytes(standIn);
      from = at + token.length;
      lifted = true;
    }
    var until = find(bytes, from);
    if (from == 0 && until == bytes.length && held.length == 0) {
      return piece;
    }
    held = Arrays.copyOfRange(bytes, until, bytes.length);
    return passed.appendBytes(bytes, from, until - from);
  }

  /// What was held back, as nothing more will come.
  Buffer end() {
    var rest = Buffer.buffer(held);
    held = new byte[0];
    return rest;
  }

  /// Whether the token was there.
  boolean hasReplaced() {
    return lifted;
  }

  private byte[] joined(Buffer piece) {
    return held.length == 0
        ? piece.getBytes()
        : Buffer.buffer(held.length + piece.length())
            .appendBytes(held)
            .appendBuffer(piece)
            .getBytes();
  }

  /// Where the token begins, or might begin with the bytes that are there; their end if nowhere.
  private int find(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == token[0]) {
        var length = Math.min(token.length, bytes.length - i);
        if (Arrays.equals(bytes, i, i + length, token, 0, length)) {
          return i;
        }
      }
    }
    return bytes.length;
  }
}
