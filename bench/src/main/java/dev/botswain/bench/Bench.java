package dev.botswain.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// What all benchmarks of a run share.
///
/// @param root the folder of the launcher
/// @param quick whether the run only shows that everything works
/// @param profile whether the server records where it spends its time, which slows it down
/// @param options from the command line, by name
record Bench(Path root, boolean quick, boolean profile, Cores cores, Map<String, Integer> options) {
  /// The value of a benchmark's option.
  int option(Benchmark benchmark, String name) {
    Integer usual = benchmark.options().get(name);
    if (usual == null) {
      throw new IllegalArgumentException("no option " + name);
    }
    return options.getOrDefault(name, usual);
  }

  /// One of the two values, depending on the length of the run.
  <T> T pick(T full, T quickly) {
    return quick ? quickly : full;
  }

  /// A folder for temporary files.
  Path target() {
    return root.resolve("bench/target");
  }

  /// A new folder, on the same disk as the project. It stays until the next run, for inspection.
  Path newFolder(String name) throws IOException {
    return Files.createTempDirectory(Files.createDirectories(data()), name + "-");
  }

  /// Deletes what earlier runs left.
  void clear() throws IOException {
    if (Files.exists(data())) {
      Folders.delete(data());
    }
  }

  private Path data() {
    return target().resolve("data");
  }

  /// Prints progress for people who watch.
  static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, "  " + format + "%n", values);
  }
}
