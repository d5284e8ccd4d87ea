package dev.botswain.bench;

/// Something that is measured.
interface Benchmark {
  /// The word that runs it.
  String name();

  /// What it measures, in a line.
  String description();

  /// Measures, and adds what came out to the findings.
  void run(Bench bench, Findings findings) throws Exception;
}
