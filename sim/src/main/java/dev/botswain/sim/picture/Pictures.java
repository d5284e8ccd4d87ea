package dev.botswain.sim.picture;

import static dev.botswain.sim.picture.Colours.WHITE;
import static dev.botswain.sim.picture.Shape.circle;
import static dev.botswain.sim.picture.Shape.polygon;

import dev.botswain.sim.picture.Shape.Box;
import dev.botswain.sim.picture.Shape.Ellipse;
import java.util.Locale;
import java.util.Random;

/// Draws the pictures of users, guilds and messages, as PNG.
public final class Pictures {
  /// The colours of Discord's default avatars, in their order.
  private static final int[] DEFAULTS = {
    0x5865F2, 0x757E8A, 0x3BA55C, 0xFAA61A, 0xED4245, 0xEB459E
  };

  private static final int YELLOW = 0xFFCC4D;
  private static final int INK = 0x3B2F2F;

  private Pictures() {}

  private static Random random(String name) {
    return new Random(name.hashCode() * 0x9E3779B97F4A7C15L);
  }

  /// An avatar: a pattern that is its own mirror image, on two neighbouring colours.
  public static byte[] avatar(String name, int side) {
    var random = random(name);
    double hue = random.nextInt(360);
    var canvas =
        new Canvas(side, side)
            .gradient(Colours.hsl(hue, 0.62, 0.55), Colours.hsl(hue + 40, 0.66, 0.38));
    int cells = random.nextInt(1 << 15) | 1 << random.nextInt(15);
    Shape pattern =
        (x, y) -> {
          int column = (int) Math.floor((x - 0.2) / 0.12);
          int row = (int) Math.floor((y - 0.2) / 0.12);
          return column >= 0
              && column < 5
              && row >= 0
              && row < 5
              && (cells >> row * 3 + Math.min(column, 4 - column) & 1) != 0;
        };
    return canvas.paint(pattern, WHITE, 0.88).png();
  }

  /// One of Discord's default avatars: a bust in front of one colour.
  ///
  /// @param number 0 to 5
  public static byte[] defaultAvatar(int number, int side) {
    int colour = DEFAULTS[number];
    return new Canvas(side, side)
        .gradient(colour, colour)
        .paint(circle(0.5, 0.4, 0.17), WHITE)
        .paint(new Ellipse(0.5, 0.92, 0.32, 0.3), WHITE)
        .png();
  }

  /// A guild's icon: a sail in front of two colours, above the sea.
  public static byte[] icon(String name, int side) {
    double hue = random(name).nextInt(360);
    var canvas =
        new Canvas(side, side)
            .gradient(Colours.hsl(hue, 0.7, 0.6), Colours.hsl(hue + 60, 0.7, 0.42));
    boat(canvas, 0.5, 0.46, 0.56, WHITE, 0xE9EEF5, 0x24324A);
    Shape sea = (x, y) -> y > 0.74 + 0.025 * Math.sin(x * 22);
    return canvas.paint(sea, 0x1B3A57, 0.85).png();
  }

  /// A wide picture in two colours, for banners and splashes.
  public static byte[] banner(String name, int width) {
    return sea(name, width, Math.max(1, width * 9 / 16));
  }

  /// An emoji or a sticker: a thing of the harbour that is named like it, else a face.
  public static byte[] emoji(String name, int side) {
    var canvas = new Canvas(side, side);
    switch (name.toLowerCase(Locale.ROOT)) {
      case "boat", "ahoy" -> boat(canvas, 0.5, 0.48, 0.86, 0xF4F7FB, 0xE07A5F, 0x2A4B7C);
      case "lighthouse" -> lighthouse(canvas);
      case "gull" -> gull(canvas);
      case "buoy" -> buoy(canvas);
      case "fish", "catch_of_the_day" -> fish(canvas);
      case "star" -> star(canvas);
      default -> face(canvas, Colours.hsl(random(name).nextInt(360), 0.85, 0.65));
    }
    return canvas.png();
  }

  /// A view of the sea at some time of the day, with a boat.
  public static byte[] sea(String name, int width, int height) {
    var random = random(name);
    // Half as many points in each direction are enough for waves, and four times as quick.
    int points = Math.max(1, height / 2);
    double aspect = (double) width / height;
    double hue = new double[] {205, 25, 265, 185, 340}[random.nextInt(5)];
    double horizon = 0.55 + random.nextInt(12) / 100.0;
    double sun = aspect * (0.2 + random.nextInt(60) / 100.0);
    var canvas =
        new Canvas(Math.max(1, width / 2), points)
            .gradient(Colours.hsl(hue, 0.6, 0.45), Colours.hsl(hue + 25, 0.85, 0.85))
            .paint(circle(sun, horizon - 0.12, 0.11), 0xFFF3D6, 0.95);
    for (int i = 0; i < 3; i++) {
      double from = horizon + i * 0.14;
      double phase = random.nextInt(60) / 10.0;
      int colour = Colours.hsl(hue + 10, 0.45, 0.36 - i * 0.08);
      if (i == 1) {
        double x = aspect * (0.25 + random.nextInt(50) / 100.0);
        boat(canvas, x, horizon - 0.02, 0.3, WHITE, 0xF1D7C4, 0x33283A);
      }
      double length = 14 - 3 * phase % 5;
      Shape wave =
          new Box(0, from - 0.02, aspect, 1.1)
              .and((x, y) -> y > from + 0.012 * Math.sin(x * length + phase));
      canvas.paint(wave, colour, 0.9);
    }
    return canvas.png(width, height);
  }

  private static void boat(
      Canvas canvas, double x, double y, double size, int sail, int jib, int hull) {
    double half = size / 2;
    canvas
        .paint(
            polygon(x - 0.02, y - half, x - 0.02, y + half * 0.5, x - half * 0.8, y + half * 0.5),
            sail)
        .paint(
            polygon(
                x + 0.02, y - half * 0.8, x + half * 0.7, y + half * 0.5, x + 0.02, y + half * 0.5),
            jib)
        .paint(
            polygon(
                x - half,
                y + half * 0.58,
                x + half,
                y + half * 0.58,
                x + half * 0.6,
                y + half,
                x - half * 0.6,
                y + half),
            hull);
  }

  private static void lighthouse(Canvas canvas) {
    canvas
        .paint(polygon(0.5, 0.24, 1, 0.05, 1, 0.43), YELLOW, 0.6)
        .paint(polygon(0.4, 0.3, 0.6, 0.3, 0.68, 0.95, 0.32, 0.95), 0xF7F7F7)
        .paint(
            polygon(0.4, 0.3, 0.6, 0.3, 0.68, 0.95, 0.32, 0.95)
                .and((x, y) -> (int) (y / 0.13) % 2 == 0),
            0xD7263D)
        .paint(new Box(0.42, 0.15, 0.58, 0.3), YELLOW)
        .paint(polygon(0.5, 0.02, 0.62, 0.15, 0.38, 0.15), 0x2B3A55);
  }

  private static void gull(Canvas canvas) {
    canvas
        .paint(new Ellipse(0.5, 0.58, 0.28, 0.16), 0xF4F6F8)
        .paint(circle(0.76, 0.42, 0.13), 0xF4F6F8)
        .paint(polygon(0.86, 0.39, 0.99, 0.46, 0.86, 0.48), 0xF2A33A)
        .paint(circle(0.79, 0.4, 0.025), INK)
        .paint(polygon(0.6, 0.5, 0.06, 0.36, 0.34, 0.68), 0x9AA7B5)
        .paint(new Box(0.46, 0.72, 0.49, 0.9), 0xF2A33A)
        .paint(new Box(0.56, 0.72, 0.59, 0.9), 0xF2A33A);
  }

  private static void buoy(Canvas canvas) {
    canvas
        .paint(circle(0.5, 0.5, 0.45).without(circle(0.5, 0.5, 0.2)), 0xF7F7F7)
        .paint(
            circle(0.5, 0.5, 0.45)
                .without(circle(0.5, 0.5, 0.2))
                .and((x, y) ->
                    (int) Math.floor(Math.atan2(y - 0.5, x - 0.5) / (Math.PI / 4) + 8) % 2 == 0),
            0xE4572E);
  }

  private static void fish(Canvas canvas) {
    canvas
        .paint(polygon(0.3, 0.5, 0.04, 0.26, 0.1, 0.5, 0.04, 0.74), 0x2E86AB)
        .paint(new Ellipse(0.57, 0.5, 0.38, 0.24), 0x3FA7D6)
        .paint(new Ellipse(0.57, 0.6, 0.3, 0.12), 0xBFE6F5)
        .paint(circle(0.77, 0.44, 0.05), WHITE)
        .paint(circle(0.78, 0.44, 0.025), INK);
  }

  private static void star(Canvas canvas) {
    var corners = new double[20];
    for (int i = 0; i < 10; i++) {
      double radius = i % 2 == 0 ? 0.48 : 0.21;
      corners[2 * i] = 0.5 + radius * Math.sin(i * Math.PI / 5);
      corners[2 * i + 1] = 0.52 - radius * Math.cos(i * Math.PI / 5);
    }
    canvas.paint(polygon(corners), YELLOW);
  }

  private static void face(Canvas canvas, int colour) {
    canvas
        .paint(circle(0.5, 0.5, 0.47), colour)
        .paint(new Ellipse(0.34, 0.4, 0.06, 0.09), INK)
        .paint(new Ellipse(0.66, 0.4, 0.06, 0.09), INK)
        .paint(circle(0.5, 0.52, 0.28).without((x, y) -> y < 0.6), INK);
  }
}
