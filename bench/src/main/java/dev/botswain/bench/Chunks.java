package dev.botswain.bench;

/// Takes the framing of an answer off: its head, and what is around each chunk (RFC 9112, section
/// 7.1). Whoever passes a stream on may cut it anywhere.
final class Chunks {
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

  private final Body body;
  private int headMatched;
  private boolean inSize;
  private boolean inExtension;
  private long size;

  /// Of the chunk, and the line break after it.
  private long missing;

  /// Gets the content.
  interface Body {
    void take(byte next);
  }

  Chunks(Body body) {
    this.body = body;
  }

  void take(byte[] from, int length) {
    for (int i = 0; i < length; i++) {
      take(from[i]);
    }
  }

  private void take(byte next) {
    if (headMatched < END_OF_HEAD.length) {
      headMatched =
          next == END_OF_HEAD[headMatched] ? headMatched + 1 : next == END_OF_HEAD[0] ? 1 : 0;
      inSize = headMatched == END_OF_HEAD.length;
    } else if (inSize) {
      size(next);
    } else {
      if (missing > 2) {
        body.take(next);
      }
      missing--;
      inSize = missing == 0;
    }
  }

  private void size(byte next) {
    if (next == '\n') {
      missing = size + 2;
      size = 0;
      inSize = false;
      inExtension = false;
    } else if (next == ';') {
      inExtension = true;
    } else if (next != '\r' && !inExtension) {
      size = size * 16 + Character.digit(next, 16);
    }
  }
}
