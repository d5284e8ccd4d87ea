package dev.botswain.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A program that the tests run.
final class Command {
  private Command() {}

  /// Whether all of these are in the path.
  static boolean exist(List<String> programs) {
    return programs.stream()
        .allMatch(program ->
            Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
  }

  /// What it prints. Fails, with all that it has said, if its status is not 0.
  static String run(Map<String, String> environment, List<String> words)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("errors", null);
    try {
      var builder = new ProcessBuilder(words).redirectError(errors.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new AssertionError(
            "%s ended with %s: %s%s".formatted(words, status, output, Files.readString(errors)));
      }
      return output;
    } finally {
      Files.delete(errors);
    }
  }

  static String run(String... words) throws IOException, InterruptedException {
    return run(Map.of(), List.of(words));
  }
}
