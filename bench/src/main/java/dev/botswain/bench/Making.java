package dev.botswain.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A command that builds or installs something that is not part of the main build.
record Making(List<String> command) {
  /// Runs it.
  ///
  /// @throws IOException if it fails; the message contains the beginning of its output
  void in(Path folder) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    List<String> said = process.inputReader().lines().filter(line -> !line.isBlank()).toList();
    if (process.waitFor() != 0) {
      throw new IOException(
          String.join(" ", command) + ": " + (said.isEmpty() ? "failed" : said.getFirst()));
    }
  }
}
