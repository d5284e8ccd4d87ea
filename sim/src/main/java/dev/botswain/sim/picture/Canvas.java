package dev.botswain.sim.picture;

/// A picture that is being painted. Points are measured in its height: `y` is from 0 to 1
/// downwards, `x` from 0 to its width by its height.
final class Canvas {
  /// Points that are tried in each direction of a pixel on the edge of a shape, to smooth it.
  private static final int TRIES = 3;

  private final int width;
  private final int height;
  private final byte[] pixels;

  /// A transparent one.
  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    this.pixels = new byte[width * height * 4];
  }

  byte[] png() {
    return Png.of(width, height, pixels);
  }

  /// The same in another size, with pixels that are repeated.
  byte[] png(int wide, int high) {
    var large = new byte[wide * high * 4];
    for (int y = 0; y < high; y++) {
      for (int x = 0; x < wide; x++) {
        int from = (y * height / high * width + x * width / wide) * 4;
        System.arraycopy(pixels, from, large, (y * wide + x) * 4, 4);
      }
    }
    return Png.of(wide, high, large);
  }

  /// Fills it with a gradient downwards.
  Canvas gradient(int from, int to) {
    for (int y = 0; y < height; y++) {
      int colour = Colours.between(from, to, (double) y / height);
      for (int x = 0; x < width; x++) {
        put(x, y, colour, 1);
      }
    }
    return this;
  }

  /// Paints a shape.
  Canvas paint(Shape shape, int colour) {
    return paint(shape, colour, 1);
  }

  /// @param strength 0 for nothing, 1 to cover what is below
  Canvas paint(Shape shape, int colour, double strength) {
    var bounds = shape.bounds();
    int top = pixel(bounds.top(), height);
    int bottom = pixel(bounds.bottom(), height);
    int left = pixel(bounds.left(), width);
    int right = pixel(bounds.right(), width);
    var above = corners(shape, top, left, right);
    for (int y = top; y < bottom; y++) {
      var below = corners(shape, y + 1, left, right);
      for (int x = left; x < right; x++) {
        int i = x - left;
        boolean inside = above[i];
        boolean edge = inside != above[i + 1] || inside != below[i] || inside != below[i + 1];
        double covered = edge ? covered(shape, x, y) : inside ? 1 : 0;
        if (covered > 0) {
          put(x, y, colour, covered * strength);
        }
      }
      above = below;
    }
    return this;
  }

  private int pixel(double point, int most) {
    return (int) Math.max(0, Math.min(most, Math.round(point * height)));
  }

  /// Whether the shape has the upper left corners of a row's pixels.
  private boolean[] corners(Shape shape, int y, int left, int right) {
    var corners = new boolean[right - left + 1];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = shape.has((double) (left + i) / height, (double) y / height);
    }
    return corners;
  }

  private double covered(Shape shape, int x, int y) {
    int hits = 0;
    for (int row = 0; row < TRIES; row++) {
      double py = (y + (0.5 + row) / TRIES) / height;
      for (int column = 0; column < TRIES; column++) {
        if (shape.has((x + (0.5 + column) / TRIES) / height, py)) {
          hits++;
        }
      }
    }
    return (double) hits / (TRIES * TRIES);
  }

  private void put(int x, int y, int colour, double alpha) {
    int at = (y * width + x) * 4;
    if (alpha == 1) {
      pixels[at] = (byte) (colour >> 16);
      pixels[at + 1] = (byte) (colour >> 8);
      pixels[at + 2] = (byte) colour;
      pixels[at + 3] = (byte) 0xFF;
      return;
    }
    double below = (pixels[at + 3] & 0xFF) / 255.0;
    double sum = alpha + below * (1 - alpha);
    for (int i = 0; i < 3; i++) {
      int above = colour >> 16 - 8 * i & 0xFF;
      double mixed = above * alpha + (pixels[at + i] & 0xFF) * below * (1 - alpha);
      pixels[at + i] = (byte) (int) (mixed / sum + 0.5);
    }
    pixels[at + 3] = (byte) (int) (sum * 255 + 0.5);
  }
}
