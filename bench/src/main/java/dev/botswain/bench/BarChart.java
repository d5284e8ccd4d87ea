package dev.botswain.bench;

import java.util.List;

/// Sides next to each other: a group of bars for each thing that was measured of more than one
/// side. Each group has its own scale.
record BarChart(List<Group> groups) {
  private static final int WIDTH = 640;
  private static final int LEFT = 90;
  private static final int LONGEST = 420;
  private static final int BAR = 16;
  private static final int HEADING = 22;
  private static final int GAP = 14;

  record Group(String heading, List<Figures> figures) {}

  String svg(List<String> sides) {
    int bars = groups.stream().mapToInt(group -> group.figures().size()).sum();
    var svg = new Svg(WIDTH, groups.size() * (HEADING + GAP) + bars * BAR + GAP);
    int y = GAP;
    for (Group group : groups) {
      double longest = group.figures().stream().mapToDouble(Figures::median).max().orElse(1);
      svg.text(10, y + 10, "start", group.heading());
      y += HEADING;
      for (Figures one : group.figures()) {
        double length = longest == 0 ? 0 : Math.max(1, one.median() / longest * LONGEST);
        svg.text(LEFT - 8, y + 10, "end", one.side());
        svg.bar(LEFT, y, length, BAR - 4, Svg.colour(sides.indexOf(one.side())));
        svg.text(LEFT + length + 6, y + 10, "start", Figures.readable(one.median()));
        y += BAR;
      }
      y += GAP;
    }
    return svg.toString();
  }
}
