package dev.botswain.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process that listens on a port of loopback.
final class Running implements AutoCloseable {
  private final Process process;
  private final String url;

  private Running(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /// Starts a command and returns when it has printed its address.
  ///
  /// @param settings environment variables
  static Running start(List<String> line, Map<String, String> settings) throws IOException {
    var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(settings);
    Process process = builder.start();
    BufferedReader output = process.inputReader();
    for (String said = output.readLine(); said != null; said = output.readLine()) {
      int place = said.indexOf("http://");
      if (place >= 0) {
        // Nobody reads on, and a full pipe must not hold it up.
        Thread.startVirtualThread(() -> skip(output));
        return new Running(process, said.substring(place).strip());
      }
    }
    process.destroy();
    throw new IOException(String.join(" ", line) + " ended without an address");
  }

  private static void skip(BufferedReader output) {
    try {
      output.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // It has ended.
    }
  }

  /// Where it listens, without a slash at the end.
  String url() {
    return url;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ProcessTree tree() {
    return new ProcessTree(process.toHandle());
  }

  /// Has a JVM collect its garbage, twice, so that what is freed late is freed too. To a process
  /// that is none, nothing is done.
  void collectGarbage() throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    for (int i = 0; i < 2; i++) {
      new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.run")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
