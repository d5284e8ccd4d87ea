package dev.botswain.bench;

import java.io.IOException;
import java.util.List;

/// Which processes run on which cores. A side that is measured on one core has the last core for
/// itself. This process, the sim and everything else share the others.
///
/// @param count the number of cores
/// @param pins whether processes can be pinned to cores: this needs at least two cores and Linux's
///   `taskset`
record Cores(int count, boolean pins) {
  /// Where a side runs.
  enum Place {
    /// On the core that nothing else uses.
    OWN,
    /// On any core, as the kernel decides.
    ANY
  }

  /// Leaves the last core to the sides from now on.
  static Cores leaveTheLast() throws InterruptedException {
    int count = Runtime.getRuntime().availableProcessors();
    return new Cores(count, count > 1 && keep(count - 1));
  }

  /// Lets this process use the last core too, or not.
  void useTheLast(boolean use) throws InterruptedException {
    if (pins) {
      keep(use ? count : count - 1);
    }
  }

  /// Has this process use so many cores only.
  private static boolean keep(int cores) throws InterruptedException {
    String self = Long.toString(ProcessHandle.current().pid());
    return succeeds("taskset", "-a", "-p", "-c", cores == 1 ? "0" : "0-" + (cores - 1), self);
  }

  private static boolean succeeds(String... line) throws InterruptedException {
    try {
      return new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /// The prefix of a command that runs there.
  List<String> prefix(Place place) {
    if (!pins) {
      return List.of();
    }
    int last = count - 1;
    return List.of("taskset", "-c", place == Place.OWN ? Integer.toString(last) : "0-" + last);
  }
}
