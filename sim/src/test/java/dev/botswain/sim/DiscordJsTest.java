package dev.botswain.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.world.DemoWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// discord.js, a third-party client, works with the sim as with Discord.
///
/// Needs Node; the test installs discord.js itself below `target`, from
/// `src/test/js/package-lock.json`.
class DiscordJsTest {
  private static final String HOW_TO_INSTALL =
      "Node is needed. This installs it: apt-get install -y nodejs npm";
  private static final Path SCRIPTS = module().resolve("src/test/js");
  private static final Path INSTALLED = module().resolve("target/discordjs");

  /// The folder of this module, whether the tests run in it or in its parent.
  private static Path module() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("src/test/js")) ? here : here.resolve("sim");
  }

  @Test
  void client_logsInActsAndResumes() throws Exception {
    assertThat(isThere("node") && isThere("npm")).as(HOW_TO_INSTALL).isTrue();
    install();
    try (Sim sim = Sim.start(SimOptions.DEFAULT)) {
      String guild =
          sim.call(
              () -> Long.toString(sim.world().bots().byToken(DemoWorld.TOKEN).guilds().at(0).id()));
      run(90, "node", "client.mjs", sim.url(), DemoWorld.TOKEN, guild);
    }
  }

  private static boolean isThere(String command) throws InterruptedException {
    try {
      return new ProcessBuilder(command, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /// Installs discord.js below `target`, unless the version of the lock file is there already.
  private static void install() throws Exception {
    Files.createDirectories(INSTALLED);
    Path done = INSTALLED.resolve("installed.json");
    String wanted = Files.readString(SCRIPTS.resolve("package-lock.json"));
    copy("client.mjs");
    if (Files.exists(done) && Files.readString(done).equals(wanted)) {
      return;
    }
    copy("package.json");
    copy("package-lock.json");
    run(300, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
    Files.writeString(done, wanted);
  }

  private static void copy(String name) throws IOException {
    Files.writeString(INSTALLED.resolve(name), Files.readString(SCRIPTS.resolve(name)));
  }

  private static void run(int seconds, String... command) throws Exception {
    Path output = INSTALLED.resolve("output.txt");
    Process process =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      assertThat(ended).as(() -> command[0] + " did not end:\n" + read(output)).isTrue();
      assertThat(process.exitValue()).as(() -> read(output)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "(no output)";
    }
  }
}
