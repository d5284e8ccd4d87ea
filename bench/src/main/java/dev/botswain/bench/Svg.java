package dev.botswain.bench;

import java.util.List;
import java.util.Locale;

/// A drawing that is readable on light and dark backgrounds: it has no background of its own, and
/// uses greys and colours that stand out from both.
final class Svg {
  static final String GREY = "#8b949e";
  private static final List<String> COLOURS =
      List.of("#2f81f7", "#db6d28", "#3fb950", "#bc8cff", "#d29922");

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;

  Svg(int width, int height) {
    this.width = width;
    this.height = height;
  }

  static String colour(int index) {
    return COLOURS.get(index % COLOURS.size());
  }

  /// @param anchor `start`, `middle` or `end`: which part of the text stands at x
  void text(double x, double y, String anchor, String text) {
    body.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x, y, anchor, escaped(text)));
  }

  void line(double x1, double y1, double x2, double y2, String colour) {
    body.append(
        format("<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"%s\"/>%n", x1, y1, x2, y2, colour));
  }

  void bar(double x, double y, double width, double height, String colour) {
    body.append(
        format(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
            x, y, width, height, colour));
  }

  void dot(double x, double y, String colour) {
    body.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", x, y, colour));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format.replace("%n", "\n"), values);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public String toString() {
    return format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
        font-family="system-ui, sans-serif" font-size="12" fill="%s" stroke-width="1.5">
        %s</svg>
        """,
        width, height, width, height, GREY, body);
  }
}
