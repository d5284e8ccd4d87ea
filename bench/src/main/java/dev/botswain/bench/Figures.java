package dev.botswain.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The results of several runs for one quantity.
///
/// @param what what was measured
/// @param unit the unit
/// @param side the side, or the case
/// @param values in the order of the runs
record Figures(String what, String unit, String side, List<Double> values) {
  Figures(String what, String unit, String side) {
    this(what, unit, side, new ArrayList<>());
  }

  void add(double value) {
    values.add(value);
  }

  @JsonProperty
  double median() {
    List<Double> sorted = sorted();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  @JsonProperty
  double least() {
    return sorted().getFirst();
  }

  @JsonProperty
  double most() {
    return sorted().getLast();
  }

  private List<Double> sorted() {
    return values.stream().sorted().toList();
  }

  /// The median, followed by the minimum and the maximum if they differ.
  @Override
  public String toString() {
    if (values.isEmpty()) {
      return "none";
    }
    return values.size() == 1
        ? readable(median())
        : "%s (%s to %s)".formatted(readable(median()), readable(least()), readable(most()));
  }

  /// A number with three significant digits, or more if it is large.
  static String readable(double value) {
    double size = Math.abs(value);
    int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
