package dev.botswain.sim.picture;

/// Colours as red, green and blue of eight bits each.
final class Colours {
  static final int WHITE = 0xFFFFFF;

  private Colours() {}

  /// A colour on the way from one to another.
  ///
  /// @param part 0 for the first, 1 for the second
  static int between(int from, int to, double part) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = from >> shift & 0xFF;
      int b = to >> shift & 0xFF;
      mixed |= (int) Math.round(a + (b - a) * part) << shift;
    }
    return mixed;
  }

  /// A colour by its hue, in degrees, and by saturation and lightness from 0 to 1.
  ///
  /// Source: <https://www.w3.org/TR/css-color-4/#hsl-to-rgb>.
  static int hsl(double hue, double saturation, double lightness) {
    int mixed = 0;
    for (int n : new int[] {0, 8, 4}) {
      double k = (n + hue / 30) % 12;
      double a = saturation * Math.min(lightness, 1 - lightness);
      double part = lightness - a * Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1));
      mixed = mixed << 8 | (int) Math.round(part * 255);
    }
    return mixed;
  }
}
