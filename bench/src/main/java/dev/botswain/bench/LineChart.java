package dev.botswain.bench;

import java.util.ArrayList;
import java.util.List;

/// How one quantity depends on another, for each side. The horizontal axis is logarithmic, because
/// everything here grows tenfold.
///
/// @param file the file name of the drawing, without an extension
record LineChart(String file, String title, String across, String up, List<Line> lines) {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 320;
  private static final int LEFT = 70;
  private static final int RIGHT = 110;
  private static final int TOP = 40;
  private static final int BOTTOM = 45;
  private static final int STEPS = 4;

  record Line(String name, List<Point> points) {}

  record Point(double x, double y) {}

  /// A chart of the medians of the findings.
  ///
  /// @param cases the `what` of the findings, each with its place on the horizontal axis
  static LineChart of(
      Findings findings,
      String file,
      String title,
      String across,
      String unit,
      List<Case> cases,
      List<String> sides) {
    var lines = new ArrayList<Line>();
    for (String side : sides) {
      var points = new ArrayList<Point>();
      for (Case one : cases) {
        findings
            .median(one.what(), unit, side)
            .ifPresent(value -> points.add(new Point(one.x(), value)));
      }
      if (!points.isEmpty()) {
        lines.add(new Line(side, points));
      }
    }
    return new LineChart(file, title, across, unit, lines);
  }

  record Case(String what, double x) {}

  String svg() {
    var svg = new Svg(WIDTH, HEIGHT);
    svg.text(LEFT, 20, "start", title);
    svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", across);
    double top = roundUp(all().stream().mapToDouble(Point::y).max().orElse(1));
    for (int i = 0; i <= STEPS; i++) {
      double value = top * i / STEPS;
      double y = y(value, top);
      svg.line(LEFT, y, WIDTH - RIGHT, y, i == 0 ? Svg.GREY : Svg.GREY + "40");
      svg.text(LEFT - 8, y + 4, "end", Figures.readable(value));
    }
    all().stream()
        .mapToDouble(Point::x)
        .distinct()
        .sorted()
        .forEach(
            value -> svg.text(x(value), HEIGHT - BOTTOM + 18, "middle", Figures.readable(value)));
    for (int i = 0; i < lines.size(); i++) {
      draw(svg, lines.get(i), Svg.colour(i), top);
    }
    return svg.toString();
  }

  private void draw(Svg svg, Line line, String colour, double top) {
    Point before = null;
    for (Point point : line.points()) {
      if (before != null) {
        svg.line(x(before.x()), y(before.y(), top), x(point.x()), y(point.y(), top), colour);
      }
      svg.dot(x(point.x()), y(point.y(), top), colour);
      before = point;
    }
    if (before != null) {
      svg.text(x(before.x()) + 8, y(before.y(), top) + 4, "start", line.name());
    }
  }

  private List<Point> all() {
    return lines.stream().flatMap(line -> line.points().stream()).toList();
  }

  private double x(double value) {
    double least = Math.log(all().stream().mapToDouble(Point::x).min().orElse(1));
    double most = Math.log(all().stream().mapToDouble(Point::x).max().orElse(10));
    double part = most > least ? (Math.log(value) - least) / (most - least) : 0.5;
    return LEFT + 15 + part * (WIDTH - RIGHT - LEFT - 30);
  }

  private static double y(double value, double top) {
    return HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP);
  }

  /// The next of 1, 2, 4, 8 times a power of ten.
  private static double roundUp(double value) {
    double step = Math.pow(10, Math.floor(Math.log10(value)));
    for (int times : new int[] {1, 2, 4, 8}) {
      if (step * times >= value) {
        return step * times;
      }
    }
    return step * 10;
  }
}
