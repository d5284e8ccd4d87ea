package dev.botswain.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The machine that the benchmarks ran on.
record Machine(String processor, int cores, long memoryMib, String system, String java) {
  static Machine here(int cores) {
    return new Machine(
        find("/proc/cpuinfo", "model name").replaceAll(" +", " "),
        cores,
        number(find("/proc/meminfo", "MemTotal")) / 1024,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Runtime.version().toString());
  }

  private static String find(String file, String field) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(field))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static long number(String text) {
    String digits = text.replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, %s cores, %,d MiB, %s, Java %s",
        processor,
        cores,
        memoryMib,
        system,
        java);
  }
}
