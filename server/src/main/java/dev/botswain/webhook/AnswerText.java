package dev.botswain.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.UnaryOperator;

/// Turns the first bytes of an answer into text that can be shown, whatever they are.
final class AnswerText {
  /// In characters.
  static final int LONGEST = 500;

  private AnswerText() {}

  /// Invalid UTF-8 becomes U+FFFD, a line break becomes a space, and any other character that is
  /// not printable becomes a question mark.
  ///
  /// @param veil removes what must not be shown
  static String of(byte[] bytes, UnaryOperator<String> veil) {
    var text =
        new String(bytes, UTF_8).replaceAll("[\\s\\p{Z}]+", " ").replaceAll("\\p{C}", "?").strip();
    text = veil.apply(text);
    int end = text.offsetByCodePoints(0, Math.min(text.codePointCount(0, text.length()), LONGEST));
    return text.substring(0, end);
  }
}
