package dev.botswain.bench;

/// Something that is measured.
interface Benchmark {
  /// The word that runs it.
  String name();

  /// What it measures, in a line.
  String description();

  /// Measures, and prints what came out.
  void run() throws Exception;
}
