package dev.botswain;

import static dev.botswain.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.botswain.sim.SimOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// discord.js, the other library that nobody here wrote, does through the relay what it does on the
/// sim itself: the script is the same.
class DiscordJsOnRelayTest {
  private static final Path SCRIPTS = root().resolve("sim/src/test/js");
  private static final Path INSTALLED = root().resolve("server/target/discordjs");

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("sim")) ? here : here.resolveSibling("");
  }

  @Test
  @Timeout(400)
  void client_logsInActsAndResumes() throws Exception {
    boolean node = isThere("node");
    if (!node) {
      System.out.println("Left out: discord.js through the relay, because there is no node here.");
    }
    assumeTrue(node, "There is no node here");
    install();
    try (Botswain botswain = Botswain.start(SimOptions.DEFAULT, Map.of());
        BreakableLine line = BreakableLine.to(botswain.url())) {
      String session = botswain.session(TOKEN);
      String guild = botswain.get("/api/guilds", session).body().path(0).path("id").asText();
      run(line, List.of("node", "client.mjs", botswain.simUrl(), session, guild, line.url()));
    }
  }

  private static boolean isThere(String command) throws InterruptedException {
    try {
      return new ProcessBuilder(command, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /// Puts discord.js below `target`, unless what the lock file says is there already.
  private static void install() throws Exception {
    Files.createDirectories(INSTALLED);
    Path done = INSTALLED.resolve("installed.json");
    copy("client.mjs");
    if (Files.exists(done) && Files.mismatch(done, SCRIPTS.resolve("package-lock.json")) < 0) {
      return;
    }
    copy("package.json");
    copy("package-lock.json");
    run(
        null,
        List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"));
    Files.copy(SCRIPTS.resolve("package-lock.json"), done, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void copy(String name) throws IOException {
    Files.copy(SCRIPTS.resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  /// Runs a command, and breaks the line where its output asks for that.
  private static void run(BreakableLine line, List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(INSTALLED.toFile()).redirectErrorStream(true).start();
    var output = new StringBuilder();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String said = lines.readLine(); said != null; said = lines.readLine()) {
        output.append(said).append('\n');
        if (said.equals("break") && line != null) {
          line.cut();
        }
      }
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(output.toString()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
