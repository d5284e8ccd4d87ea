package dev.botswain.tenant;

import static dev.botswain.tenant.AccessFixture.invite;
import static dev.botswain.tenant.AccessFixture.login;
import static dev.botswain.tenant.AccessFixture.operator;
import static dev.botswain.tenant.AccessFixture.token;
import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Each lets one bot in once.
@Timeout(60)
class InvitationsTest {
  @TempDir Path folder;
  private Sim sim;

  @BeforeEach
  void startSim() {
    sim = Sim.start(SimOptions.DEFAULT);
  }

  @AfterEach
  void stopSim() {
    sim.close();
  }

  private Botswain start() {
    return AccessFixture.start(sim, "invited", Map.of());
  }

  private static void assertRefused(Botswain.Answer answer, String reason) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body().path("code").asText()).isEqualTo("invitation_invalid");
    assertThat(answer.body().path("reason").asText()).isEqualTo(reason);
  }

  private static JsonNode only(Botswain botswain) {
    JsonNode all = operator(botswain, "GET", "/invitations", "").body();
    assertThat(all).hasSize(1);
    return all.path(0);
  }

  @Test
  void login_withAnInvitation_listsTheBotAndUsesItUp() {
    try (var botswain = start()) {
      String invitation =
          invite(
              botswain, "{\"tenant\": \"acme\", \"quotas\": {\"bots\": 3}, \"note\": \"regatta\"}");
      assertThat(invitation).matches("bwi_[A-Za-z0-9_-]{43}");
      String real = token(botswain, TOKEN);

      assertThat(login(botswain, real, invitation).status()).isEqualTo(200);

      String id = botswain.simBot(TOKEN);
      assertThat(operator(botswain, "GET", "/applications", "").ids()).containsExactly(id);
      assertThat(only(botswain).path("state").asText()).isEqualTo("used");
      assertThat(only(botswain).path("usedBy").asText()).isEqualTo(id);
      assertThat(only(botswain).path("note").asText()).isEqualTo("regatta");
      assertThat(operator(botswain, "GET", "/tenants/acme", "").body().at("/quotas/bots").asInt())
          .isEqualTo(3);
      assertRefused(login(botswain, token(botswain, TOKEN_THREE_GUILDS), invitation), "used");
      // Who is in a list needs none, whatever it sends.
      assertThat(botswain.login(real).status()).isEqualTo(200);
      assertThat(login(botswain, real, invitation).status()).isEqualTo(200);
    }
  }

  @Test
  void login_rejectedByDiscord_leavesTheInvitationAsItWas() {
    try (var botswain = start()) {
      String invitation = invite(botswain, "{}");
      String real = token(botswain, TOKEN);
      String made = real.substring(0, real.indexOf('.')) + ".made.up";

      assertThat(login(botswain, made, invitation).status()).isEqualTo(401);

      assertThat(only(botswain).path("state").asText()).isEqualTo("open");
      assertThat(login(botswain, real, invitation).status()).isEqualTo(200);
    }
  }

  @Test
  void login_withoutAnInvitationOrWithAnUnknownOne_isRefusedWithoutARequestToDiscord() {
    try (var botswain = start()) {
      String real = token(botswain, TOKEN);

      assertThat(botswain.login(real).body().path("code").asText()).isEqualTo("login_not_allowed");
      assertRefused(login(botswain, real, "bwi_" + "a".repeat(43)), "unknown");
      assertRefused(login(botswain, real, "nonsense"), "unknown");

      assertThat(botswain.stats(TOKEN).path("restCalls").asInt()).isZero();
    }
  }

  @Test
  void login_invitationForAnotherBot_isRefused() {
    try (var botswain = start()) {
      String id = botswain.simBot(TOKEN);
      String invitation = invite(botswain, "{\"applicationId\": \"" + id + "\"}");

      assertRefused(login(botswain, token(botswain, TOKEN_THREE_GUILDS), invitation), "other_bot");

      assertThat(login(botswain, token(botswain, TOKEN), invitation).status()).isEqualTo(200);
    }
  }

  @Test
  void login_invitationThatWasTakenBack_isRefused() {
    try (var botswain = start()) {
      String invitation = invite(botswain, "{}");
      String path = "/invitations/" + only(botswain).path("id").asText();
      assertThat(operator(botswain, "DELETE", path, "").status()).isEqualTo(204);

      assertRefused(login(botswain, token(botswain, TOKEN), invitation), "unknown");
      assertThat(operator(botswain, "GET", path, "").status()).isEqualTo(404);
    }
  }

  @Test
  void login_invitationThatExpiredWhileNoServerRan_isRefused() {
    var settings = new HashMap<String, String>();
    settings.put("BOTSWAIN_DATA", folder.toString());
    settings.put("BOTSWAIN_LOGIN", "invited");
    String invitation;
    try (var before = Botswain.onSim(sim, settings)) {
      invitation = invite(before, "{\"expiresIn\": 60}");
    }
    var later = Clock.fixed(Instant.now().plus(Duration.ofHours(1)), ZoneOffset.UTC);
    try (var after = Botswain.onSim(sim, settings, later)) {
      assertRefused(login(after, token(after, TOKEN), invitation), "expired");
      assertThat(only(after).path("state").asText()).isEqualTo("expired");
    }
  }

  @Test
  void restart_keepsListsTenantsAndInvitationsButNoSecret() throws Exception {
    var data = Map.of("BOTSWAIN_DATA", folder.toString());
    String used;
    String open;
    try (var before = AccessFixture.start(sim, "invited", data)) {
      used = invite(before, "{\"tenant\": \"acme\", \"quotas\": {\"bots\": 1}}");
      operator(before, "PATCH", "/tenants/acme", "{\"retention\":{\"seconds\":60,\"events\":7}}");
      open = invite(before, "{\"tenant\": \"acme\"}");
      assertThat(login(before, token(before, TOKEN), used).status()).isEqualTo(200);
    }
    for (Path file : Files.list(folder).filter(Files::isRegularFile).toList()) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(used, open);
    }
    try (var after = AccessFixture.start(sim, "invited", data)) {
      assertThat(operator(after, "GET", "/tenants/acme", "").body().at("/quotas/bots").asInt())
          .isEqualTo(1);
      assertThat(operator(after, "GET", "/tenants/acme", "").body().at("/retention/events").asInt())
          .isEqualTo(7);
      assertThat(after.login(token(after, TOKEN)).status()).isEqualTo(200);
      assertRefused(login(after, token(after, TOKEN_THREE_GUILDS), used), "used");
      operator(after, "PATCH", "/tenants/acme", "{\"quotas\": {\"bots\": 2}}");
      assertThat(login(after, token(after, TOKEN_THREE_GUILDS), open).status()).isEqualTo(200);
    }
  }

  @Test
  void logins_ofTwoBotsAtOnceWithOneInvitation_onlyOneWins() throws Exception {
    try (var botswain = start();
        var both = Executors.newVirtualThreadPerTaskExecutor()) {
      var tokens = List.of(token(botswain, TOKEN), token(botswain, TOKEN_THREE_GUILDS));
      for (int round = 0; round < 5; round++) {
        String invitation = invite(botswain, "{}");
        var answers =
            both
                .invokeAll(
                    tokens.stream()
                        .<java.util.concurrent.Callable<Botswain.Answer>>map(
                            token -> () -> login(botswain, token, invitation))
                        .toList())
                .stream()
                .map(java.util.concurrent.Future::resultNow)
                .toList();

        assertThat(answers).extracting(Botswain.Answer::status).containsExactlyInAnyOrder(200, 403);
        for (String id : operator(botswain, "GET", "/applications", "").ids()) {
          operator(botswain, "DELETE", "/applications/" + id, "");
        }
        for (var answer : answers) {
          if (answer.status() == 200) {
            botswain.logout(answer.body().path("sessionId").asText());
          }
        }
      }
    }
  }

  @Test
  void logins_ofOneBotAtOnceWithOneInvitation_allSucceed() throws Exception {
    try (var botswain = start();
        var many = Executors.newVirtualThreadPerTaskExecutor()) {
      String invitation = invite(botswain, "{}");
      String real = token(botswain, TOKEN);
      java.util.concurrent.Callable<Botswain.Answer> login =
          () -> login(botswain, real, invitation);

      assertThat(many.invokeAll(List.of(login, login, login)))
          .extracting(one -> one.resultNow().status())
          .containsOnly(200);
      assertThat(botswain.stats(TOKEN).path("identifies").asInt()).isEqualTo(1);
    }
  }

  @Test
  void invitations_guessedFromOneNetwork_areBounded() {
    try (var botswain = start()) {
      String real = token(botswain, TOKEN);
      for (int i = 0; i < 100; i++) {
        assertThat(login(botswain, real, "bwi_" + i).status()).isEqualTo(403);
      }
      String good = invite(botswain, "{}");

      var answer = login(botswain, real, good);

      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.header("Retry-After")).isNotNull();
      assertThat(only(botswain).path("state").asText()).isEqualTo("open");
    }
  }
}
