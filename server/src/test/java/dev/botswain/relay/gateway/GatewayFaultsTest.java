package dev.botswain.relay.gateway;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.testing.Botswain;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens to a bot's connection, the bot reconnects, and never uses an IDENTIFY where a
/// RESUME is enough.
class GatewayFaultsTest {
  private Botswain botswain;
  private String session;

  @BeforeEach
  void login() {
    botswain = Botswain.start(dev.botswain.sim.SimOptions.DEFAULT.withHeartbeatMs(400), Map.of());
    session = botswain.session(TOKEN);
  }

  @AfterEach
  void close() {
    botswain.close();
  }

  @Test
  void drop_isResumed() {
    botswain.gateway(TOKEN, Map.of("do", "drop"));
    backWith(1, 1);
  }

  @Test
  void reconnect_isResumed() {
    botswain.gateway(TOKEN, Map.of("do", "reconnect"));
    backWith(1, 1);
  }

  @Test
  void silence_isNoticedByMissingAcksAndResumed() {
    botswain.gateway(TOKEN, Map.of("do", "silence"));
    backWith(1, 1);
    assertThat(botswain.stats(TOKEN).path("closeCodes").toString()).doesNotContain("1000", "1001");
  }

  @Test
  void invalidSession_resumable_isResumed() {
    botswain.gateway(TOKEN, Map.of("do", "invalidate", "resumable", true));
    backWith(1, 1);
  }

  @Test
  void invalidSession_notResumable_identifiesOnce() {
    botswain.gateway(TOKEN, Map.of("do", "invalidate", "resumable", false));
    backWith(2, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1006, 1011, 4000, 4001, 4002, 4003, 4005, 4008, 4999})
  void close_withACodeThatLeavesTheSession_isResumed(int code) {
    botswain.gateway(
        TOKEN, code == 1006 ? Map.of("do", "drop") : Map.of("do", "close", "code", code));
    backWith(1, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {4007, 4009})
  void close_withACodeThatEndsTheSession_identifiesOnce(int code) {
    botswain.gateway(TOKEN, Map.of("do", "close", "code", code));
    backWith(2, 0);
  }

  /// The gateway may err: REST is asked before anything ends.
  @Test
  void close_authenticationFailedThoughRestAcceptsTheToken_comesBack() {
    botswain.gateway(TOKEN, Map.of("do", "close", "code", 4004));
    backWith(2, 0); // The sim ends a session with this code.
  }

  @Test
  void close_authenticationFailedWhileRestFails_comesBack() {
    botswain.fault("GET", "/users/@me", 503, 20, Map.of());
    botswain.gateway(TOKEN, Map.of("do", "close", "code", 4004));
    backWith(2, 0);
  }

  @Test
  void close_authenticationFailedAndRestConfirmsIt_endsTheSessions() {
    botswain.fault("GET", "/users/@me", 401, 1, Map.of());
    botswain.gateway(TOKEN, Map.of("do", "close", "code", 4004));
    eventually(() -> {
      Botswain.Answer answer = botswain.get("/api/session", session);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body().path("code").asText()).isEqualTo("token_rejected");
    });
    assertThat(botswain.stats(TOKEN).path("identifies").asInt()).isEqualTo(1);
  }

  @Test
  void close_disallowedIntents_comesBackWithoutThem() {
    botswain.gateway(TOKEN, Map.of("do", "close", "code", 4014));
    eventually(() -> assertThat(status()).isEqualTo("connected"));
    eventually(() -> assertThat(botswain.stats(TOKEN).path("identifies").asInt()).isEqualTo(2));
    eventually(() ->
        assertThat(botswain.get("/api/session", session).body().path("missingIntents")).hasSize(3));
  }

  @Test
  void drops_inARow_areAllResumed() {
    for (int i = 1; i <= 4; i++) {
      botswain.gateway(TOKEN, Map.of("do", "drop"));
      backWith(1, i);
    }
  }

  @Test
  void eventsDuringADrop_areNotMissed() {
    String guild = botswain.get("/api/guilds", session).body().path(0).path("id").asText();
    int before = botswain.get("/api/members?guildId=" + guild, session).body().size();
    botswain.gateway(TOKEN, Map.of("do", "drop"));
    botswain.simPost("/sim/guilds/" + guild + "/members", Map.of("username", "late"));
    eventually(() ->
        assertThat(botswain.get("/api/members?guildId=" + guild, session).body().size())
            .isEqualTo(before + 1));
  }

  private void backWith(int identifies, int resumes) {
    eventually(() -> {
      JsonNode stats = botswain.stats(TOKEN);
      assertThat(stats.path("resumes").asInt()).isEqualTo(resumes);
      assertThat(stats.path("identifies").asInt()).isEqualTo(identifies);
      assertThat(status()).isEqualTo("connected");
    });
  }

  private String status() {
    return botswain.get("/api/session", session).body().path("status").asText();
  }
}
