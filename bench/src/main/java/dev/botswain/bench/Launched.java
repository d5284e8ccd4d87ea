package dev.botswain.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process that listens on a loopback port. Our own processes are started by the launcher if it
/// started this one. Otherwise they are started from this class path, because the launcher would
/// wait for the build that runs the test.
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
  /// @param prefix of the command line
  /// @param settings environment variables
  /// @param log the process's log is appended to it
  static Launched begin(
      List<String> prefix, Map<String, String> settings, Path log, List<String> command)
      throws IOException {
    var line = new ArrayList<>(prefix);
    line.addAll(ours(command));
    return begin(settings, ProcessBuilder.Redirect.appendTo(log.toFile()), line);
  }

  private static Launched begin(
      Map<String, String> settings, ProcessBuilder.Redirect log, List<String> line)
      throws IOException {
    var builder = new ProcessBuilder(line).redirectError(log);
    builder.environment().putAll(settings);
    return new Launched(builder.start(), line);
  }

  /// The command line that starts one of our own processes.
  static List<String> ours(List<String> command) {
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
    return line;
  }

  /// Starts one of our own commands and returns when it has printed its address.
  static Launched start(Map<String, String> settings, String... command) throws IOException {
    return run(ours(List.of(command)), settings);
  }

  /// Starts any command and returns when it has printed its address.
  static Launched run(List<String> line, Map<String, String> settings) throws IOException {
    Launched launched = begin(settings, ProcessBuilder.Redirect.DISCARD, line);
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
        // Nothing else reads the pipe, and a full pipe must not block the process.
        Thread.startVirtualThread(() -> skip(output));
        return;
      }
    }
    process.destroy();
    throw new IOException(String.join(" ", line) + " ended without an address");
  }

  private static void skip(BufferedReader output) {
    try {
      output.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // The process has ended.
    }
  }

  /// The address that it listens on, without a trailing slash. Known once the process was waited
  /// for.
  String url() {
    return url;
  }

  /// The process and all its descendants.
  ProcessTree tree() {
    return new ProcessTree(process.toHandle());
  }

  /// Makes a JVM collect garbage twice, so that memory that is freed late is freed too. Does
  /// nothing to other processes.
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

  /// Whether the process ends by itself within this time.
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Asks the process to end, as the end of a service does, and returns when it has.
  ///
  /// @throws IOException if it does not end in time
  void terminate(Duration most) throws IOException, InterruptedException {
    process.destroy();
    if (!endsWithin(most)) {
      throw new IOException(String.join(" ", line) + " did not end");
    }
  }

  /// Stops it in the middle of whatever it does, until [#thaw].
  void freeze() throws IOException, InterruptedException {
    Signal.STOP.to(List.of(process.toHandle()));
  }

  /// Lets it go on.
  void thaw() throws IOException, InterruptedException {
    Signal.CONT.to(List.of(process.toHandle()));
  }

  /// Sends SIGKILL and returns when the process is dead.
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
