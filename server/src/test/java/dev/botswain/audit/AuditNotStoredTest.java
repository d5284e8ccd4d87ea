package dev.botswain.audit;

import static dev.botswain.testing.Botswain.OPERATOR_KEY;
import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing is done that cannot be recorded.
class AuditNotStoredTest {
  private static final String REFUSE =
      "CREATE TRIGGER refuse BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'refused'); END";

  @TempDir private Path data;

  private void execute(String sql) {
    try (var file = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("botswain.db"));
        var statement = file.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void write_thatCannotBeRecorded_isRefusedAndNotDone() {
    try (Botswain botswain =
        Botswain.start(
            SimOptions.DEFAULT,
            Map.of(
                "BOTSWAIN_DATA", data.toString(), "BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback"))) {
      String session = botswain.session(TOKEN);
      String channel = general(botswain, session);
      execute(REFUSE);
      long calls = botswain.stats(TOKEN).path("restCalls").asLong();

      for (String path :
          List.of(
              "/api/channels/" + channel + "/messages",
              "/api/v10/channels/" + channel + "/messages")) {
        assertRefused(botswain.post(path, session, Map.of("content", "unrecorded")));
      }
      assertRefused(
          botswain.post("/api/webhooks", session, Map.of("url", "http://127.0.0.1:18999/")));
      assertRefused(
          botswain.post("/api/sessions", session, Map.of("name", "n", "scopes", List.of("read"))));
      assertRefused(botswain.logout(session));
      assertRefused(botswain.login(TOKEN));

      assertThat(botswain.stats(TOKEN).path("restCalls").asLong()).isEqualTo(calls);
      assertThat(botswain.get("/api/webhooks", session).body()).isEmpty();
      assertThat(botswain.get("/api/sessions", session).body()).hasSize(1);

      execute("DROP TRIGGER refuse");
      assertThat(
              botswain
                  .post(
                      "/api/channels/" + channel + "/messages", session, Map.of("content", "again"))
                  .status())
          .isEqualTo(200);
    }
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(503);
  }

  private static String general(Botswain botswain, String session) {
    for (JsonNode channel : botswain.get("/api/channels", session).body()) {
      if (channel.path("name").asText().equals("general")) {
        return channel.path("id").asText();
      }
    }
    throw new AssertionError("no channel");
  }

  /// The completion of what had begun is lost with the process.
  @Test
  void record_pendingAtTheStart_isUnknown() {
    Map<String, String> settings = Map.of("BOTSWAIN_DATA", data.toString());
    try (Botswain botswain = Botswain.start(SimOptions.DEFAULT, settings)) {
      String session = botswain.session(TOKEN);
      botswain.logout(session);
    }
    execute("UPDATE audit SET outcome = NULL WHERE action = 'logout'");
    try (Botswain botswain = Botswain.start(SimOptions.DEFAULT, settings)) {
      eventually(() ->
          assertThat(
                  botswain
                      .get("/api/operator/audit?outcome=unknown", OPERATOR_KEY)
                      .body()
                      .findValuesAsText("action"))
              .containsExactly("logout"));
      assertThat(botswain.get("/api/operator/audit?outcome=pending", OPERATOR_KEY).body())
          .isEmpty();
    }
  }
}
