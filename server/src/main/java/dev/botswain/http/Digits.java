package dev.botswain.http;

import io.netty.util.AsciiString;

/// Numbers as header values; the small ones, which are the most common, are created once.
final class Digits {
  private static final CharSequence[] SMALL = new CharSequence[2048];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = AsciiString.cached(Integer.toString(i));
    }
  }

  private Digits() {}

  static CharSequence of(long number) {
    return number >= 0 && number < SMALL.length ? SMALL[(int) number] : Long.toString(number);
  }
}
