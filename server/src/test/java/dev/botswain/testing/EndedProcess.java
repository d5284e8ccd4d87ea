package dev.botswain.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The program in a separate process that has ended by itself.
///
/// @param status its exit status
/// @param out its standard output
/// @param errors its standard error, by lines
public record EndedProcess(int status, String out, List<String> errors) {

  /// Runs it and waits for its end.
  ///
  /// @param settings as in the environment
  /// @param options for the JVM
  public static EndedProcess run(
      Map<String, String> settings, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(BotswainProcess.command(options, arguments));
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
