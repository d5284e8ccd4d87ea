package dev.botswain.sim.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Builds one payload: `{"t":…,"s":…,"op":…,"d":…}` around data that is already rendered.
///
/// One instance serves all connections in turn, so a dispatch to thousands creates no garbage
/// except the frames themselves.
final class Payload {
  private static final int KEEP = 1 << 20;
  private static final byte[] TYPE = ascii("{\"t\":\"");
  private static final byte[] SEQ = ascii("\",\"s\":");
  private static final byte[] DATA = ascii(",\"op\":0,\"d\":");

  private byte[] bytes = {};
  private int length;

  /// A payload in another format.
  static Payload holding(byte[] bytes) {
    var payload = new Payload();
    payload.bytes = bytes;
    payload.length = bytes.length;
    return payload;
  }

  /// A dispatch.
  Payload dispatch(String type, long seq, byte[] data) {
    restart(data.length + 128);
    append(TYPE);
    append(ascii(type));
    append(SEQ);
    append(ascii(Long.toString(seq)));
    append(DATA);
    append(data);
    bytes[length++] = '}';
    return this;
  }

  /// Anything except a dispatch.
  ///
  /// @param data JSON text
  Payload of(int op, String data) {
    restart(data.length() * 3 + 64);
    append(ascii("{\"t\":null,\"s\":null,\"op\":" + op + ",\"d\":"));
    append(data.getBytes(StandardCharsets.UTF_8));
    bytes[length++] = '}';
    return this;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  private void restart(int needed) {
    length = 0;
    if (bytes.length < needed) {
      bytes = new byte[needed];
    } else if (bytes.length > KEEP && needed < KEEP) {
      bytes = Arrays.copyOf(bytes, KEEP);
    }
  }

  private void append(byte[] more) {
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
