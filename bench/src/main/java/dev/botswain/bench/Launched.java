package dev.botswain.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process of the launcher's, on a free port of loopback.
final class Launched implements AutoCloseable {
  private final Process process;
  private final String url;

  private Launched(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /// Starts a command and returns when it has printed its address.
  ///
  /// @param settings environment variables
  static Launched start(Map<String, String> settings, String... command) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("botswain.root", "."), "botswain").toString());
    line.addAll(List.of(command));
    var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(settings);
    Process process = builder.start();
    BufferedReader output = process.inputReader();
    for (String said = output.readLine(); said != null; said = output.readLine()) {
      int place = said.indexOf("http://");
      if (place >= 0) {
        return new Launched(process, said.substring(place).strip());
      }
    }
    process.destroy();
    throw new IOException(String.join(" ", line) + " ended without an address");
  }

  /// Where it listens, without a slash at the end.
  String url() {
    return url;
  }

  /// What of the process is in memory now, in KiB.
  long rssKib() throws IOException {
    return status("VmRSS:");
  }

  /// How many threads the process has.
  long threads() throws IOException {
    return status("Threads:");
  }

  private long status(String field) throws IOException {
    for (String line :
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      if (line.startsWith(field)) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no " + field);
  }

  /// Has the JVM collect its garbage, twice, so that what is freed late is freed too.
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
