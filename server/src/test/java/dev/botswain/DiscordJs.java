package dev.botswain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A script that uses discord.js, running in a Node of its own.
final class DiscordJs implements AutoCloseable {
  private static final Path ROOT = root();
  private static final Path PACKAGES = ROOT.resolve("sim/src/test/js");
  private static final Path INSTALLED = ROOT.resolve("server/target/discordjs");

  private final Process process;
  private final StringBuilder output = new StringBuilder();

  private DiscordJs(Process process) {
    this.process = process;
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("sim")) ? here : here.resolveSibling("");
  }

  /// Whether there is a Node to run scripts; if not, says what is left out.
  static boolean isThere(String what) throws InterruptedException {
    boolean node = answers("node");
    if (!node) {
      System.out.println("Left out: " + what + ", because there is no node here.");
    }
    return node;
  }

  private static boolean answers(String command) throws InterruptedException {
    try {
      return new ProcessBuilder(command, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /// Runs a script; discord.js is put below `target` before, unless it is there already.
  ///
  /// @param script a path from the root of the repository
  static DiscordJs start(String script, String... arguments) throws Exception {
    install();
    Path source = ROOT.resolve(script);
    copy(source);
    var command = new ArrayList<String>(List.of("node", source.getFileName().toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  private static void install() throws Exception {
    Files.createDirectories(INSTALLED);
    Path lock = PACKAGES.resolve("package-lock.json");
    Path done = INSTALLED.resolve("installed.json");
    if (Files.exists(done) && Files.mismatch(done, lock) < 0) {
      return;
    }
    copy(PACKAGES.resolve("package.json"));
    copy(lock);
    try (DiscordJs npm =
        run(
            List.of(
                "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"))) {
      npm.finish(_ -> {});
    }
    Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void copy(Path file) throws IOException {
    Files.copy(file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }

  private static DiscordJs run(List<String> command) throws IOException {
    return new DiscordJs(
        new ProcessBuilder(command)
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .start());
  }

  /// Writes a line to the script.
  void tell(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /// Reads what the script says until it ends, which has to be with status 0.
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
