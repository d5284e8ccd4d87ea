package dev.botswain.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The findings of a benchmark, collected while it runs.
final class Findings {
  private final List<Figures> figures = new ArrayList<>();
  private final List<Goal> goals = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<LineChart> charts = new ArrayList<>();
  private boolean broken;

  /// Adds the result of one run, and prints it at once.
  void add(String what, String unit, String side, double value) {
    Bench.say("%s, %s: %s %s", what, side, Figures.readable(value), unit);
    find(what, unit, side)
        .orElseGet(() -> {
          var made = new Figures(what, unit, side);
          figures.add(made);
          return made;
        })
        .add(value);
  }

  private Optional<Figures> find(String what, String unit, String side) {
    return figures.stream()
        .filter(
            one -> one.what().equals(what) && one.unit().equals(unit) && one.side().equals(side))
        .findFirst();
  }

  Optional<Double> median(String what, String unit, String side) {
    return find(what, unit, side).map(Figures::median);
  }

  /// A goal that is met if the server's figure is at most this many times the peer's.
  void atMost(double times, String peer, String what, String unit) {
    compare(times, peer, what, unit, false);
  }

  /// A goal that is met if the server's figure is at least this many times the peer's.
  void atLeast(double times, String peer, String what, String unit) {
    compare(times, peer, what, unit, true);
  }

  private void compare(double times, String peer, String what, String unit, boolean more) {
    String goal =
        "%s: %s %s × %s, in %s"
            .formatted(what, more ? "at least" : "at most", Figures.readable(times), peer, unit);
    Optional<Double> ours = median(what, unit, "botswain");
    Optional<Double> theirs = median(what, unit, peer);
    if (ours.isEmpty() || theirs.isEmpty()) {
      goals.add(new Goal(goal, "could not be compared", false));
      return;
    }
    double ratio = ours.get() / theirs.get();
    goals.add(
        new Goal(goal, Figures.readable(ratio) + " ×", more ? ratio >= times : ratio <= times));
  }

  /// A goal that is met if a figure is at most `most`.
  void limit(double most, String what, String unit, String side) {
    String goal = "%s (%s): at most %s %s".formatted(what, side, Figures.readable(most), unit);
    Optional<Double> found = median(what, unit, side);
    goals.add(
        new Goal(
            goal,
            found.map(Figures::readable).orElse("not measured"),
            found.isPresent() && found.get() <= most));
  }

  void goal(Goal goal) {
    goals.add(goal);
  }

  /// Adds a sentence that readers of the figures need to know.
  void note(String sentence) {
    if (!notes.contains(sentence)) {
      Bench.say("%s", sentence);
      notes.add(sentence);
    }
  }

  /// Reports a broken promise: the run has failed, whatever the figures are.
  void broken(String complaint) {
    broken = true;
    note(complaint);
  }

  boolean isBroken() {
    return broken;
  }

  void chart(LineChart chart) {
    charts.add(chart);
  }

  List<Figures> figures() {
    return List.copyOf(figures);
  }

  List<Goal> goals() {
    return List.copyOf(goals);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  List<LineChart> charts() {
    return List.copyOf(charts);
  }
}
