package dev.botswain.bench;

import java.util.Map;

/// Something that is measured.
interface Benchmark {
  /// The word that runs it.
  String name();

  /// What it measures, in a line.
  String description();

  /// What can be chosen, as `name=number` on the command line, and what is chosen otherwise.
  default Map<String, Integer> options() {
    return Map.of();
  }

  /// Measures, and adds what came out to the findings.
  ///
  /// @throws Exception if it could not be measured, or something was found that must not be
  void run(Bench bench, Findings findings) throws Exception;
}
