package dev.botswain.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What several runs gave.
final class Figures {
  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  double median() {
    List<Double> sorted = sorted();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private List<Double> sorted() {
    var sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted;
  }

  /// The median, and the least and the most in brackets.
  @Override
  public String toString() {
    if (values.isEmpty()) {
      return "none";
    }
    List<Double> sorted = sorted();
    return "%.0f (%.0f to %.0f)".formatted(median(), sorted.getFirst(), sorted.getLast());
  }
}
