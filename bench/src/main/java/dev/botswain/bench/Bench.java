package dev.botswain.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// What all benchmarks of a run share.
///
/// @param root the folder of the launcher
/// @param quick whether it is only to be seen that everything works
/// @param profile whether the server records where its time goes, which slows it
/// @param options what the command line says, by name
record Bench(Path root, boolean quick, boolean profile, Cores cores, Map<String, Integer> options) {
  /// What was chosen of a benchmark's options.
  int option(Benchmark benchmark, String name) {
    Integer usual = benchmark.options().get(name);
    if (usual == null) {
      throw new IllegalArgumentException("no option " + name);
    }
    return options.getOrDefault(name, usual);
  }

  /// One of two, by the length of the run.
  <T> T pick(T full, T quickly) {
    return quick ? quickly : full;
  }

  /// A folder for what need not be kept.
  Path target() {
    return root.resolve("bench/target");
  }

  /// A new folder, on the disk that the project is on. It stays until the next run, so that one can
  /// look into it.
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

  /// Tells whoever watches how far it is.
  static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, "  " + format + "%n", values);
  }
}
