package dev.botswain.cli;

import static dev.botswain.testing.Botswain.OPERATOR_KEY;
import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.BotswainProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line on a running server.
class OperatorOnServerTest {
  private final Botswain botswain =
      Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback"));
  private final String session = botswain.session(TOKEN);
  private final String bot = botswain.simBot(TOKEN);

  @AfterEach
  void stop() {
    botswain.close();
  }

  private Typed typed(String line) {
    return Typed.of(
        Map.of("BOTSWAIN_URL", botswain.url(), "BOTSWAIN_OPERATOR_KEY", OPERATOR_KEY),
        line.split(" "));
  }

  /// The output of a command that must work.
  private String out(String line) {
    Typed typed = typed(line);
    assertThat(typed.err()).as(line).isEmpty();
    assertThat(typed.status()).as(line).isZero();
    return typed.out();
  }

  @Test
  void bots_fromTheListToTheirEnd_areOperated() {
    botswain.session(TOKEN_THREE_GUILDS);

    assertThat(out("operator bots").lines())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("ID ")
        .endsWith(" LOG");
    assertThat(out("operator bots list --limit 1").lines()).hasSize(2);
    assertThat(out("operator bots --state waiting")).isEqualTo("none\n");
    assertThat(out("operator bots show " + bot)).contains("connections:\n", "shards connected");
    assertThat(out("operator bots drain " + bot)).startsWith("Bot " + bot + " is drained.");
    assertThat(out("operator bots --state drained").lines()).hasSize(2);
    assertThat(out("operator bots resume " + bot)).isEqualTo("Bot " + bot + " works again.\n");
    assertThat(out("operator bots disconnect " + bot))
        .isEqualTo("Bot " + bot + " is disconnected.\n");
    assertThat(typed("operator bots show " + bot).err())
        .startsWith("botswain: no bot with this id is logged in (unknown_bot, request ");
    assertThat(out("operator audit").lines())
        .anyMatch(line -> line.contains("operator at 127.0.0.1") && line.contains("drainBot"))
        .anyMatch(line -> line.contains("disconnectBot"))
        .anyMatch(line -> line.contains("login"));
    assertThat(out("operator audit-export --bot " + bot).lines())
        .allMatch(line -> line.startsWith("{\"") && line.contains(bot))
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void nodes_ofAServerAlone_areOne() {
    String[] lines = out("operator nodes").split("\n");

    assertThat(lines).hasSize(2);
    assertThat(lines[0]).startsWith("NODE ").contains("STATE", "BOTS", "LEASED", "HEAP");
    String node = lines[1].split(" ")[0];
    assertThat(out("operator bots move " + bot + " " + node))
        .isEqualTo("Bot %s lives at node %s.\n".formatted(bot, node));
    assertThat(typed("operator nodes drain 3f2a9c1e-5b7d-4e0a-9c41-7a6f0b2d8e13").err())
        .startsWith("botswain: there is no such node (unknown_node, request ");
  }

  @Test
  void sessionsAndWebhooks_listed_canBeRevoked() {
    String webhook =
        botswain
            .post("/api/webhooks", session, Map.of("url", "http://127.0.0.1:8999/"))
            .body()
            .path("id")
            .asText();

    assertThat(out("operator webhooks")).contains(webhook, "127.0.0.1");
    assertThat(out("operator webhooks disable " + webhook))
        .isEqualTo("Webhook " + webhook + " is disabled.\n");
    assertThat(out("operator webhooks")).contains("the operator disabled it");
    assertThat(out("operator webhooks delete " + webhook)).endsWith(" is deleted.\n");
    String fingerprint =
        out("operator sessions --bot " + bot).lines().toList().get(1).split(" ")[0];
    assertThat(out("operator sessions revoke " + fingerprint)).endsWith(" is revoked.\n");
    assertThat(botswain.get("/api/session", session).status()).isEqualTo(401);
    assertThat(out("operator sessions")).isEqualTo("none\n");
  }

  @Test
  void server_itself_isLookedAfter(@TempDir Path folder) throws Exception {
    assertThat(out("operator limits")).contains("sessions ", "bot " + bot + " ", " GiB");
    assertThat(out("operator limits --reached")).doesNotContain("sessions ", "webhooks ");
    assertThat(out("operator health")).startsWith("status  up\n").contains("checks:\n");
    assertThat(out("operator log-level set trace --logger dev.botswain.testing.cli --seconds 60"))
        .contains("dev.botswain.testing.cli", "trace");
    assertThat(out("operator log-level reset")).contains("changes     -\n");
    assertThat(typed("operator-key rotate"))
        .satisfies(typed -> {
          assertThat(typed.status()).isEqualTo(3);
          assertThat(typed.err()).contains("BOTSWAIN_OPERATOR_KEY sets", "key_is_configured");
        });
    Path file = folder.resolve("support.zip");
    assertThat(out("operator support-bundle " + file)).isEqualTo(file + "\n");
    try (var zip = new ZipFile(file.toFile())) {
      assertThat(zip.size()).isEqualTo(10);
    }
    assertThat(out("operator tenants create acme")).contains("acme");
    assertThat(out("operator applications")).isEqualTo("none\n");
    assertThat(out("operator invitations")).isEqualTo("none\n");
  }

  @Test
  void command_asAProcess_printsTheApisJson(@TempDir Path folder) throws Exception {
    var words =
        BotswainProcess.command(List.of(), "operator", "bots", "list", "--json", "--key-stdin");
    Path in = Files.writeString(folder.resolve("in"), OPERATOR_KEY + "\n");
    var builder = new ProcessBuilder(words).redirectInput(in.toFile());
    builder.environment().put("BOTSWAIN_URL", botswain.url());
    builder.environment().remove("BOTSWAIN_OPERATOR_KEY");
    var process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(err).isEmpty();
    assertThat(process.exitValue()).isZero();
    assertThat(out).startsWith("[{\"id\":\"" + bot + "\"").endsWith("}]\n");
  }
}
