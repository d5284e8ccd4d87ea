package dev.botswain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The server as a process of its own, which can be killed.
final class BotswainProcess implements AutoCloseable {
  private final Process process;
  private final String url;

  private BotswainProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /// Returns when it listens.
  ///
  /// @param settings as in the environment
  static BotswainProcess start(Map<String, String> settings) throws IOException {
    var builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    builder.environment().putAll(settings);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      int place = line.indexOf("http://");
      if (place >= 0) {
        // A full pipe must not hold it up.
        Thread.startVirtualThread(() -> skip(output));
        return new BotswainProcess(process, line.substring(place).strip());
      }
    }
    throw new AssertionError("the server ended with " + process.onExit().join().exitValue());
  }

  private static void skip(BufferedReader output) {
    try {
      output.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // It has ended.
    }
  }

  String url() {
    return url;
  }

  /// SIGKILL. Returns when it is dead.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
