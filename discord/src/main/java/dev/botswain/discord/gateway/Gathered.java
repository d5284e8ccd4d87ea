package dev.botswain.discord.gateway;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/// A message, collected from its frames.
final class Gathered {
  static final byte[] NOTHING = {};

  final int most;
  byte[] bytes = NOTHING;
  int length;

  Gathered(int most) {
    this.most = most;
  }

  void add(Buffer more) {
    if (length + (long) more.length() > most) {
      throw MalformedPayloadException.tooLong(most);
    }
    if (length == 0) {
      bytes = more.getBytes();
    } else {
      int needed = length + more.length();
      if (needed > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
      }
      more.getBytes(bytes, length);
    }
    length += more.length();
  }

  /// Whether the bytes end with `00 00 FF FF`, as each payload does in a zlib stream.
  boolean endsFlushed() {
    return length >= 4
        && bytes[length - 4] == 0
        && bytes[length - 3] == 0
        && bytes[length - 2] == -1
        && bytes[length - 1] == -1;
  }

  void clear() {
    bytes = NOTHING;
    length = 0;
  }
}
