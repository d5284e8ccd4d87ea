package dev.botswain.discord.gateway;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds `op`, `s`, `t` and the extent of `d` in a payload's bytes, without building a tree and in
/// one pass.
///
/// It accepts the keys in any order, skips unknown ones, and stores only its position: depth is a
/// counter, so a deeply nested payload costs no stack. The content of `d` is not checked beyond
/// finding its end.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events#payload-structure>.
public final class PayloadScanner {
  private final EventNames names;
  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  private int op;
  private long sequence;
  private @Nullable String type;
  private int dataStart;
  private int dataEnd;

  public PayloadScanner(EventNames names) {
    this.names = names;
  }

  /// The opcode.
  public int op() {
    return op;
  }

  /// `s`, or -1 if it is null.
  public long sequence() {
    return sequence;
  }

  /// `t`, or null.
  public @Nullable String type() {
    return type;
  }

  /// A copy of the bytes of `d`, empty if there is none.
  public byte[] data() {
    return Arrays.copyOfRange(bytes, dataStart, dataEnd);
  }

  /// Scans one payload.
  ///
  /// @throws MalformedPayloadException if it is not a JSON object with an `op`
  public void scan(byte[] payload, int length) {
    bytes = payload;
    at = 0;
    end = length;
    op = -1;
    sequence = -1;
    type = null;
    dataStart = 0;
    dataEnd = 0;
    expect('{');
    if (peek() == '}') {
      throw malformed("no op");
    }
    do {
      field();
    } while (next() == ',');
    if (bytes[at - 1] != '}') {
      throw malformed("expected , or }");
    }
    if (op < 0) {
      throw malformed("no op");
    }
    skipSpace();
    if (at < end) {
      throw malformed("expected the end");
    }
  }

  private void field() {
    expect('"');
    int start = at;
    skipString();
    int length = at - 1 - start;
    byte first = length == 0 ? 0 : bytes[start];
    expect(':');
    peek();
    if (length == 1 && first == 's') {
      sequence = number();
    } else if (length == 1 && first == 't') {
      type = name();
    } else if (length == 1 && first == 'd') {
      dataStart = at;
      skipValue();
      dataEnd = at;
    } else if (length == 2 && first == 'o' && bytes[start + 1] == 'p') {
      long value = number();
      if (value < 0 || value > Integer.MAX_VALUE) {
        throw malformed("op is not a small number");
      }
      op = (int) value;
    } else {
      skipValue();
    }
  }

  private long number() {
    if (bytes[at] == 'n') {
      skipScalar();
      return -1;
    }
    long value = 0;
    int start = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      if (at - start >= 18) {
        throw malformed("a number is too long");
      }
      value = value * 10 + bytes[at++] - '0';
    }
    if (at == start) {
      throw malformed("expected a whole number");
    }
    return value;
  }

  private @Nullable String name() {
    if (bytes[at] == 'n') {
      skipScalar();
      return null;
    }
    expect('"');
    int start = at;
    skipString();
    return names.get(bytes, start, at - 1 - start);
  }

  private void skipValue() {
    switch (bytes[at]) {
      case '"' -> {
        at++;
        skipString();
      }
      case '{', '[' -> skipNested();
      default -> skipScalar();
    }
  }

  private void skipNested() {
    int depth = 0;
    while (at < end) {
      switch (bytes[at++]) {
        case '"' -> skipString();
        case '{', '[' -> depth++;
        case '}', ']' -> {
          if (--depth == 0) {
            return;
          }
        }
        default -> {}
      }
    }
    throw malformed("it ends inside a value");
  }

  /// Moves past the closing quote of a string whose opening quote has been read.
  private void skipString() {
    byte[] b = bytes;
    int i = at;
    while (i < end) {
      byte c = b[i++];
      if (c == '"') {
        at = i;
        return;
      }
      if (c == '\\') {
        i++;
      }
    }
    throw malformed("it ends inside a string");
  }

  private void skipScalar() {
    int start = at;
    while (at < end && !endsScalar(bytes[at])) {
      at++;
    }
    if (at == start) {
      throw malformed("expected a value");
    }
  }

  private static boolean endsScalar(byte c) {
    return c == ',' || c == '}' || c == ']' || c <= ' ';
  }

  private void expect(char wanted) {
    if (next() != wanted) {
      throw malformed("expected " + wanted);
    }
  }

  private byte next() {
    byte c = peek();
    at++;
    return c;
  }

  /// The next byte that is not white space, without consuming it.
  private byte peek() {
    skipSpace();
    if (at >= end) {
      throw malformed("it ends too soon");
    }
    return bytes[at];
  }

  private void skipSpace() {
    while (at < end && isSpace(bytes[at])) {
      at++;
    }
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private MalformedPayloadException malformed(String what) {
    return new MalformedPayloadException("not a gateway payload: " + what + " at byte " + at);
  }
}
