package dev.botswain;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The program in a process of its own, when it has ended by itself.
///
/// @param status its exit status
/// @param out what it printed
/// @param errors what it printed on standard error, a line each
record EndedProcess(int status, String out, List<String> errors) {

  /// Runs it and waits for its end.
  ///
  /// @param settings as in the environment
  /// @param options for the JVM
  static EndedProcess run(Map<String, String> settings, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.botswain.Main"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(settings);
    File out = File.createTempFile("out", "");
    File errors = File.createTempFile("errors", "");
    try {
      Process process = builder.redirectOutput(out).redirectError(errors).start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "it did not end: "
                + Files.readString(out.toPath())
                + Files.readString(errors.toPath()));
      }
      return new EndedProcess(
          process.exitValue(), Files.readString(out.toPath()), Files.readAllLines(errors.toPath()));
    } finally {
      out.delete();
      errors.delete();
    }
  }
}
