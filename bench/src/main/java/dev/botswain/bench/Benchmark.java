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

  /// Measures, and prints what came out.
  ///
  /// @param options a number for each of [#options()]
  void run(Map<String, Integer> options) throws Exception;
}
