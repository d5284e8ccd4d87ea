package dev.botswain.discord.rest;

import java.util.function.Predicate;

/// Finds the secrets of session ids in text. They have no recognisable form, so every separate run
/// of characters with their length and alphabet is checked. Most text need not even be scanned:
/// words are short, and an id cannot continue past the end of one.
///
/// @param isOne whether it is the secret of a session's id; called rarely
record SessionIds(Predicate<String> isOne) {
  /// Of base64url: 256 bits.
  static final int LENGTH = 43;

  private static final boolean[] OF_ID = new boolean[128];

  static {
    for (char c = 0; c < OF_ID.length; c++) {
      OF_ID[c] = isAlphanumeric(c) || c == '-' || c == '_';
    }
  }

  /// @param before the character before the text
  /// @param whole whether nothing follows the text
  /// @return where the first one begins; -1 if there is none
  int find(String text, int from, char before, boolean whole) {
    int begin = from;
    while (begin + LENGTH <= text.length()) {
      int at = begin + LENGTH - 1;
      while (at >= begin && isOfId(text.charAt(at))) {
        at--;
      }
      if (at >= begin) {
        begin = at + 1; // Every earlier start contains this character.
        continue;
      }
      int end = begin + LENGTH;
      while (end < text.length() && isOfId(text.charAt(end))) {
        end++;
      }
      int found = find(text, begin, end, before, whole);
      if (found >= 0) {
        return found;
      }
      begin = end + 1;
    }
    return -1;
  }

  /// Within a word of the alphabet, which includes dash and underscore.
  private int find(String text, int begin, int end, char before, boolean whole) {
    for (int at = begin; at + LENGTH <= end; at++) {
      int behind = at + LENGTH;
      boolean alone =
          !isAlphanumeric(at == 0 ? before : text.charAt(at - 1))
              || (behind < text.length() ? !isAlphanumeric(text.charAt(behind)) : whole);
      if (alone && hasBothCases(text, at) && isOne.test(text.substring(at, behind))) {
        return at;
      }
    }
    return -1;
  }

  /// Where the part begins that may become an id together with what follows.
  static int beginning(String text, int from) {
    int at = text.length();
    int least = Math.max(from, text.length() - LENGTH);
    while (at > least && isOfId(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /// Hashes and numbers do not.
  private static boolean hasBothCases(String text, int from) {
    boolean upper = false;
    boolean lower = false;
    for (int at = from; at < from + LENGTH && !(upper && lower); at++) {
      char c = text.charAt(at);
      upper |= c >= 'A' && c <= 'Z';
      lower |= c >= 'a' && c <= 'z';
    }
    return upper && lower;
  }

  private static boolean isOfId(char c) {
    return c < OF_ID.length && OF_ID[c];
  }

  private static boolean isAlphanumeric(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
