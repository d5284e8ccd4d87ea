package dev.botswain.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A process and all its descendants, as Linux reports them in `/proc`.
record ProcessTree(ProcessHandle root) {
  /// Their resident memory, in KiB.
  long rssKib() throws IOException {
    return sum("VmRSS:");
  }

  /// The number of their threads.
  long threads() throws IOException {
    return sum("Threads:");
  }

  /// The CPU time that they have used so far, in seconds. Processes that have ended no longer
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
