package dev.botswain.forward;

import io.vertx.core.buffer.Buffer;

/// Follows the frames that pass in one direction of a WebSocket, without their content (RFC 6455,
/// section 5.2), to know where another frame may be put in.
final class FrameBorder {
  private static final int CLOSE = 8;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7F;

  private final byte[] head = new byte[14];

  /// How many bytes of a head are there.
  private int begun;

  /// How many bytes of the payload are still to come.
  private long payload;

  private boolean closed;

  /// Bytes pass.
  void pass(Buffer bytes) {
    int at = 0;
    while (at < bytes.length()) {
      if (payload > 0) {
        long skipped = Math.min(payload, bytes.length() - at);
        payload -= skipped;
        at += (int) skipped;
      } else {
        head[begun] = bytes.getByte(at);
        begun++;
        at++;
        if (begun >= 2 && begun == headLength()) {
          headEnds();
        }
      }
    }
  }

  /// Whether a frame of one's own may follow: no other one has begun, and none closed the socket.
  boolean isFree() {
    return begun == 0 && payload == 0 && !closed;
  }

  private int headLength() {
    int mask = (head[1] & MASKED) == 0 ? 0 : 4;
    return 2 + lengthBytes() + mask;
  }

  private int lengthBytes() {
    return switch (head[1] & LENGTH) {
      case 126 -> 2;
      case 127 -> 8;
      default -> 0;
    };
  }

  private void headEnds() {
    long length = 0;
    for (int i = 0; i < lengthBytes(); i++) {
      length = length << 8 | head[2 + i] & 0xFF;
    }
    payload = lengthBytes() == 0 ? head[1] & LENGTH : length;
    closed |= (head[0] & 0x0F) == CLOSE;
    begun = 0;
  }
}
