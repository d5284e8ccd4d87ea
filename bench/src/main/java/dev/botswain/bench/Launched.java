package dev.botswain.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process of ours, on a port of loopback: started by the launcher where that started us, else
/// from our own class path, since the launcher would wait for the build that runs a test.
final class Launched implements AutoCloseable {
  private static final Map<String, String> MAINS =
      Map.of("serve", "dev.botswain.Main serve", "sim", "dev.botswain.sim.Main");

  private final Process process;
  private final List<String> line;
  private String url = "";

  private Launched(Process process, List<String> line) {
    this.process = process;
    this.line = line;
  }

  /// Starts a command, and does not wait for it.
  ///
  /// @param settings environment variables
  /// @param log what the process logs is added to it
  static Launched begin(Map<String, String> settings, Path log, List<String> command)
      throws IOException {
    return begin(settings, ProcessBuilder.Redirect.appendTo(log.toFile()), command);
  }

  private static Launched begin(
      Map<String, String> settings, ProcessBuilder.Redirect log, List<String> command)
      throws IOException {
    List<String> line = new ArrayList<>();
    String root = System.getProperty("botswain.root");
    if (root == null) {
      line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
      line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
      line.add(System.getProperty("java.class.path"));
      line.addAll(List.of(MAINS.getOrDefault(command.getFirst(), "").split(" ")));
    } else {
      line.add(Path.of(root, "botswain").toString());
      line.add(command.getFirst());
    }
    line.addAll(command.subList(1, command.size()));
    var builder = new ProcessBuilder(line).redirectError(log);
    builder.environment().putAll(settings);
    return new Launched(builder.start(), line);
  }

  /// Starts a command and returns when it has printed its address.
  static Launched start(Map<String, String> settings, String... command) throws IOException {
    Launched launched = begin(settings, ProcessBuilder.Redirect.DISCARD, List.of(command));
    launched.awaitUrl();
    return launched;
  }

  /// Returns when it has printed its address.
  void awaitUrl() throws IOException {
    BufferedReader output = process.inputReader();
    for (String said = output.readLine(); said != null; said = output.readLine()) {
      int place = said.indexOf("http://");
      if (place >= 0) {
        url = said.substring(place).strip();
        return;
      }
    }
    process.destroy();
    throw new IOException(String.join(" ", line) + " ended without an address");
  }

  /// Where it listens, without a slash at the end. Known once it was waited for.
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

  /// How long it has kept a processor busy so far.
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
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

  /// Whether it ends by itself within a time.
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// SIGKILL. Returns when it is dead.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
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
