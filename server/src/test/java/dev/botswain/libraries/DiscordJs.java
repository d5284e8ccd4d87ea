package dev.botswain.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.testing.NodePackages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A script that uses discord.js, running in its own Node process.
final class DiscordJs implements AutoCloseable {
  private final Process process;
  private final StringBuilder output = new StringBuilder();

  private DiscordJs(Process process) {
    this.process = process;
  }

  /// Runs a script; discord.js is installed below `target` first, unless it is there already.
  ///
  /// @param script a path from the root of the repository
  static DiscordJs start(String script, String... arguments) throws Exception {
    var packages = NodePackages.of("sim/src/test/js", "discordjs");
    Path source = NodePackages.root().resolve(script);
    packages.copy(source);
    var command = new ArrayList<String>(List.of("node", source.getFileName().toString()));
    command.addAll(List.of(arguments));
    return new DiscordJs(
        new ProcessBuilder(command)
            .directory(packages.folder().toFile())
            .redirectErrorStream(true)
            .start());
  }

  /// Writes a line to the script.
  void tell(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /// Reads the script's output until it ends, which must be with status 0.
  void finish(Consumer<String> lines) throws Exception {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        output.append(line).append('\n');
        lines.accept(line);
      }
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output.toString()).isZero();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
