package dev.botswain.bench;

import java.util.Map;

/// Something that is measured.
interface Benchmark {
  /// The name on the command line.
  String name();

  /// What it measures, in a line.
  String description();

  /// The options, set by `name=number` on the command line, and their defaults.
  default Map<String, Integer> options() {
    return Map.of();
  }

  /// Measures, and adds the results to the findings.
  ///
  /// @throws Exception if the measurement failed, or found something that must never happen
  void run(Bench bench, Findings findings) throws Exception;
}
