package dev.botswain.discord.rest;

import java.util.Arrays;

/// JSON text in which escaped characters are decoded for searching: `\u0041` is an `A`. Escapes of
/// non-ASCII characters stay as they are.
///
/// Source: RFC 8259, section 7.
///
/// @param text the text to search
/// @param offsets for each position in that text, and for its end, the position in the original;
///   null if all are the same
record Unescaped(String text, int[] offsets) {
  private static final int[] SAME = {};
  private static final String ASCII = "\\u00";
  private static final int LENGTH = 6;

  /// @param quotes whether escaped quotes, slashes and backslashes are decoded too
  static Unescaped of(String text, boolean quotes) {
    boolean escapes = text.indexOf('\\') >= 0 && (quotes || hasAscii(text));
    return escapes ? decoded(text) : new Unescaped(text, SAME);
  }

  private static boolean hasAscii(String text) {
    for (int at = text.indexOf(ASCII); at >= 0; at = text.indexOf(ASCII, at + 1)) {
      if (ascii(text, at) >= 0) {
        return true;
      }
    }
    return false;
  }

  /// The printable character that is escaped there; -1 for none.
  private static int ascii(String text, int at) {
    if (at + LENGTH > text.length() || !text.startsWith(ASCII, at)) {
      return -1;
    }
    int high = Character.digit(text.charAt(at + 4), 16);
    int low = Character.digit(text.charAt(at + 5), 16);
    return high >= 2 && high <= 7 && low >= 0 ? high << 4 | low : -1;
  }

  private static Unescaped decoded(String text) {
    var plain = new StringBuilder(text.length());
    var offsets = new int[text.length() + 1];
    int at = 0;
    while (at < text.length()) {
      offsets[plain.length()] = at;
      char c = text.charAt(at);
      int escaped = c == '\\' ? ascii(text, at) : -1;
      if (escaped >= 0) {
        plain.append((char) escaped);
        at += LENGTH;
      } else if (c == '\\' && at + 1 < text.length() && "\"\\/".indexOf(text.charAt(at + 1)) >= 0) {
        plain.append(text.charAt(at + 1));
        at += 2;
      } else {
        plain.append(c);
        at++;
      }
    }
    offsets[plain.length()] = at;
    return new Unescaped(plain.toString(), Arrays.copyOf(offsets, plain.length() + 1));
  }

  /// The position in the original of a position in the text.
  int offset(int place) {
    return offsets.length == 0 ? place : offsets[place];
  }

  /// Where an escape begins that the end of a text may cut off; the text's length if there is none.
  static int cut(String text) {
    int last = text.lastIndexOf('\\');
    if (last < 0 || last <= text.length() - LENGTH) {
      return text.length();
    }
    int first = last;
    while (first > 0 && text.charAt(first - 1) == '\\') {
      first--;
    }
    return (last - first) % 2 == 0 ? last : text.length();
  }
}
