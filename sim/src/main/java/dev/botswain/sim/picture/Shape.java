package dev.botswain.sim.picture;

/// The points that are painted.
@FunctionalInterface
interface Shape {
  /// Where all of its points are.
  record Bounds(double left, double top, double right, double bottom) {
    static final Bounds NONE = new Bounds(0, 0, Double.MAX_VALUE, Double.MAX_VALUE);
  }

  boolean has(double x, double y);

  default Bounds bounds() {
    return Bounds.NONE;
  }

  static Shape circle(double x, double y, double radius) {
    return new Ellipse(x, y, radius, radius);
  }

  /// Points of this one that another has too.
  default Shape and(Shape other) {
    return new Bounded(bounds(), (x, y) -> has(x, y) && other.has(x, y));
  }

  default Shape without(Shape other) {
    return new Bounded(bounds(), (x, y) -> has(x, y) && !other.has(x, y));
  }

  record Bounded(Bounds bounds, Shape shape) implements Shape {
    @Override
    public boolean has(double x, double y) {
      return shape.has(x, y);
    }
  }

  record Ellipse(double x, double y, double across, double down) implements Shape {
    @Override
    public boolean has(double px, double py) {
      double dx = (px - x) / across;
      double dy = (py - y) / down;
      return dx * dx + dy * dy <= 1;
    }

    @Override
    public Bounds bounds() {
      // Wider by what one pixel of a small picture can be.
      return new Bounds(x - across - 0.03, y - down - 0.03, x + across + 0.03, y + down + 0.03);
    }
  }

  record Box(double left, double top, double right, double bottom) implements Shape {
    @Override
    public boolean has(double x, double y) {
      return x >= left && x < right && y >= top && y < bottom;
    }

    @Override
    public Bounds bounds() {
      return new Bounds(left - 0.03, top - 0.03, right + 0.03, bottom + 0.03);
    }
  }

  /// A polygon, its corners as x, y, x, y, ….
  static Shape polygon(double... corners) {
    double left = corners[0];
    double right = left;
    double top = corners[1];
    double bottom = top;
    for (int i = 0; i < corners.length; i += 2) {
      left = Math.min(left, corners[i]);
      right = Math.max(right, corners[i]);
      top = Math.min(top, corners[i + 1]);
      bottom = Math.max(bottom, corners[i + 1]);
    }
    return new Bounded(
        new Bounds(left - 0.03, top - 0.03, right + 0.03, bottom + 0.03),
        (x, y) -> isInside(corners, x, y));
  }

  private static boolean isInside(double[] corners, double x, double y) {
    boolean inside = false;
    for (int i = 0, j = corners.length - 2; i < corners.length; j = i, i += 2) {
      double slope = (corners[j] - corners[i]) / (corners[j + 1] - corners[i + 1]);
      if (corners[i + 1] > y != corners[j + 1] > y
          && x < slope * (y - corners[i + 1]) + corners[i]) {
        inside = !inside;
      }
    }
    return inside;
  }
}
