package dev.botswain.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `RESULTS.md`.
final class Page {
  private static final String HEAD =
      """
      # Results

      Written by `./botswain bench`; [Performance](../docs/performance.md) says what each number means and how to reproduce it. A figure is the median of
      its runs, with the minimum and the maximum in brackets. The sides were measured in turn (A B A B …), against the same sim. The JSON files in
      [results](results) contain every run.
      """;

  private Page() {}

  static String of(List<Result> results) {
    var page = new StringBuilder(HEAD);
    if (results.stream().anyMatch(Result::quick)) {
      page.append("\n**From quick runs, which only show that everything works.**\n");
    }
    results.forEach(result -> add(page, result));
    return page.toString();
  }

  private static void add(StringBuilder page, Result result) {
    page.append("\n## %s\n%s.\n".formatted(result.name(), capital(result.description())));
    page.append(
        String.format(
            Locale.ROOT,
            "\n%s, %s. It took %,d s.\n",
            result.date(),
            result.machine(),
            result.seconds()));
    if (!result.goals().isEmpty()) {
      page.append("\n| goal | found | |\n|---|---|---|\n");
      for (Goal goal : result.goals()) {
        row(page, List.of(goal.goal(), goal.found(), goal.met() ? "met" : "**missed**"));
      }
    }
    table(page, result.figures());
    for (String drawing : result.drawings()) {
      page.append("\n![%s](results/%s)\n".formatted(result.name(), drawing));
    }
    if (!result.notes().isEmpty()) {
      page.append('\n');
      result.notes().forEach(note -> page.append("- ").append(note).append('\n'));
    }
  }

  private static void table(StringBuilder page, List<Figures> figures) {
    List<String> sides = sides(figures);
    var head = new ArrayList<>(List.of("", "in"));
    head.addAll(sides);
    sides.stream().skip(1).map(side -> "÷ " + side).forEach(head::add);
    page.append('\n');
    row(page, head);
    row(page, head.stream().map(_ -> "---").toList());
    rows(figures)
        .forEach((row, of) -> {
          var cells = new ArrayList<>(List.of(row.what(), row.unit()));
          for (String side : sides) {
            cells.add(find(of, side).map(Figures::toString).orElse("–"));
          }
          sides.stream().skip(1).map(side -> ratio(of, sides.getFirst(), side)).forEach(cells::add);
          row(page, cells);
        });
  }

  private static String ratio(List<Figures> row, String side, String other) {
    return find(row, side)
        .flatMap(ours ->
            find(row, other)
                .filter(theirs -> theirs.median() != 0)
                .map(theirs -> Figures.readable(ours.median() / theirs.median())))
        .orElse("–");
  }

  private static Optional<Figures> find(List<Figures> row, String side) {
    return row.stream().filter(one -> one.side().equals(side)).findFirst();
  }

  private static void row(StringBuilder page, List<String> cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private record Row(String what, String unit) {}

  private static Map<Row, List<Figures>> rows(List<Figures> figures) {
    var rows = new LinkedHashMap<Row, List<Figures>>();
    for (Figures one : figures) {
      rows.computeIfAbsent(new Row(one.what(), one.unit()), _ -> new ArrayList<>()).add(one);
    }
    return rows;
  }

  /// All sides, in the order in which they were measured.
  static List<String> sides(List<Figures> figures) {
    return figures.stream().map(Figures::side).distinct().toList();
  }

  /// The figures that more than one side has.
  static List<BarChart.Group> comparisons(List<Figures> figures) {
    var groups = new ArrayList<BarChart.Group>();
    rows(figures)
        .forEach((row, of) -> {
          if (of.size() > 1) {
            groups.add(new BarChart.Group(row.what() + ", " + row.unit(), of));
          }
        });
    return groups;
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
