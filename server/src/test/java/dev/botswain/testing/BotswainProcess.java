package dev.botswain.testing;

import dev.botswain.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The server as a separate process, which can be killed.
public final class BotswainProcess implements AutoCloseable {
  private static final String ADDRESS = "Server: ";

  private final Process process;
  private final String url;

  private BotswainProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /// Returns when it listens.
  ///
  /// @param settings as in the environment
  public static BotswainProcess start(Map<String, String> settings) throws IOException {
    return start(settings, List.of());
  }

  /// @param options for the JVM
  public static BotswainProcess start(
      Map<String, String> settings, List<String> options, String... arguments) throws IOException {
    var builder = new ProcessBuilder(command(options, arguments));
    builder.environment().putAll(settings);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(ADDRESS)) {
        // A full pipe must not block it.
        Thread.startVirtualThread(() -> skip(output));
        return new BotswainProcess(process, line.substring(ADDRESS.length()).strip());
      }
    }
    throw new AssertionError("the server ended with " + process.onExit().join().exitValue());
  }

  /// The command that runs the program in a separate JVM, with our class path.
  public static List<String> command(List<String> options, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static void skip(BufferedReader output) {
    try {
      output.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // It has ended.
    }
  }

  public String url() {
    return url;
  }

  public long pid() {
    return process.pid();
  }

  /// SIGKILL. Returns when it is dead.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// SIGTERM. Returns when it has ended.
  public void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
