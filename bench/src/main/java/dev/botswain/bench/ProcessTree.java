package dev.botswain.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A process and all below it, as Linux tells of them in `/proc`.
record ProcessTree(ProcessHandle root) {
  /// What of them is in memory now, in KiB.
  long rssKib() throws IOException {
    return sum("VmRSS:");
  }

  /// How many threads they have.
  long threads() throws IOException {
    return sum("Threads:");
  }

  /// How long they have kept processors busy so far, in seconds. Those that have ended no longer
  /// count.
  double cpuSeconds() {
    return processes()
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .mapToDouble(duration -> duration.toNanos() / 1e9)
        .sum();
  }

  private Stream<ProcessHandle> processes() {
    return Stream.concat(Stream.of(root), root.descendants());
  }

  private long sum(String field) throws IOException {
    long sum = 0;
    for (ProcessHandle process : processes().toList()) {
      for (String line : status(process.pid())) {
        if (line.startsWith(field)) {
          sum += Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    }
    return sum;
  }

  private static List<String> status(long pid) throws IOException {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
