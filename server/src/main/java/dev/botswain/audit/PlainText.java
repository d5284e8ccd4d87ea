package dev.botswain.audit;

import java.util.HexFormat;

/// Text as it is stored: of bounded length, with control characters escaped.
final class PlainText {
  static final int SHORT = 128;
  static final int LONG = 256;

  private PlainText() {}

  /// @param longest in characters; what is longer ends with an ellipsis
  static String of(String text, int longest) {
    if (text.length() <= longest && text.chars().noneMatch(PlainText::isEscaped)) {
      return text;
    }
    var plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      String shown =
          isEscaped(next) ? "\\u" + HexFormat.of().toHexDigits(next) : String.valueOf(next);
      if (plain.length() + shown.length() > longest - 1) {
        return plain.append('…').toString();
      }
      plain.append(shown);
    }
    return plain.toString();
  }

  /// Controls, what changes the direction of a line, and halves of characters.
  private static boolean isEscaped(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
