package dev.botswain.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.UnaryOperator;

/// Makes the first bytes of an answer into text that can be shown, whatever they are.
final class AnswerText {
  /// In characters.
  static final int LONGEST = 500;

  private AnswerText() {}

  /// What is not UTF-8 becomes U+FFFD, a line break a blank, and whatever else prints nothing of
  /// its own a question mark.
  static String of(byte[] bytes) {
    return of(bytes, UnaryOperator.identity());
  }

  /// The same without what is not to be shown.
  ///
  /// @param veil takes out what is not to be shown
  static String of(byte[] bytes, UnaryOperator<String> veil) {
    var text =
        new String(bytes, UTF_8).replaceAll("[\\s\\p{Z}]+", " ").replaceAll("\\p{C}", "?").strip();
    text = veil.apply(text);
    int end = text.offsetByCodePoints(0, Math.min(text.codePointCount(0, text.length()), LONGEST));
    return text.substring(0, end);
  }
}
