package dev.botswain.tenant;

import static dev.botswain.tenant.AccessFixture.invite;
import static dev.botswain.tenant.AccessFixture.login;
import static dev.botswain.tenant.AccessFixture.operator;
import static dev.botswain.tenant.AccessFixture.token;
import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may log bots in.
@Timeout(60)
class LoginPolicyTest {
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

  private Botswain start(String login) {
    return AccessFixture.start(sim, login, Map.of());
  }

  private static void assertRefused(Botswain.Answer answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body().path("code").asText()).isEqualTo("login_not_allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"listed", "invited"})
  void login_onAPublicAddressByAnybody_isRefusedWithoutARequestToDiscord(String login) {
    try (var botswain = AccessFixture.start(sim, login, Map.of("BOTSWAIN_HOST", "0.0.0.0"))) {
      assertRefused(botswain.login(token(botswain, TOKEN)));
      assertRefused(botswain.login("Bot " + token(botswain, TOKEN)));

      assertThat(botswain.stats(TOKEN).path("restCalls").asInt()).isZero();
    }
  }

  @Test
  void login_tokenThatNamesNoBot_isRefusedWithoutARequestToDiscord() {
    try (var botswain = start("listed")) {
      operator(botswain, "PUT", "/applications/" + botswain.simBot(TOKEN), "{}");

      assertRefused(botswain.login(TOKEN));

      assertThat(botswain.stats(TOKEN).path("restCalls").asInt()).isZero();
    }
  }

  @Test
  void login_applicationInAList_succeedsAndIsOfTheTenant() {
    try (var botswain = start("listed")) {
      operator(botswain, "POST", "/tenants", "{\"name\": \"acme\"}");
      String id = botswain.simBot(TOKEN);
      assertThat(operator(botswain, "PUT", "/applications/" + id, "{\"tenant\": \"acme\"}").body())
          .hasToString(
              "{\"id\":\"%s\",\"tenant\":\"acme\",\"connected\":false,\"countsToward\":null}"
                  .formatted(id));

      botswain.session(token(botswain, TOKEN));

      assertRefused(botswain.login(token(botswain, TOKEN_THREE_GUILDS)));
      var listed = operator(botswain, "GET", "/applications/" + id, "").body();
      assertThat(listed.path("connected").asBoolean()).isTrue();
      assertThat(listed.path("countsToward").asText()).isEqualTo("tenant acme");
    }
  }

  /// Anyone can make up the first part of a token.
  @Test
  void login_madeUpTokenOfAListedBot_isRejectedByDiscord() {
    try (var botswain = start("listed")) {
      operator(botswain, "PUT", "/applications/" + botswain.simBot(TOKEN), "{}");
      String real = token(botswain, TOKEN);

      var answer = botswain.login(real.substring(0, real.indexOf('.')) + ".made.up");

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body().path("code").asText()).isEqualTo("token_rejected");
    }
  }

  @Test
  void login_tokenOfTheConfiguration_isTheOperatorsOwn() {
    try (var botswain =
        AccessFixture.start(sim, "listed", Map.of("BOTSWAIN_TOKENS", TOKEN_THREE_GUILDS))) {
      botswain.session(TOKEN_THREE_GUILDS);

      assertRefused(botswain.login(TOKEN));
    }
  }

  @Test
  void session_fromBeforeOnlyListedBotsMayLogIn_livesOnAfterARestart() {
    var data = Map.of("BOTSWAIN_DATA", folder.toString());
    String session;
    String real;
    try (var before = AccessFixture.start(sim, "open", data)) {
      real = token(before, TOKEN);
      session = before.session(real);
    }
    try (var after = AccessFixture.start(sim, "listed", data)) {
      assertThat(after.get("/api/session", session).status()).isEqualTo(200);
      assertRefused(after.login(real));
    }
  }

  @Test
  void relay_withATokenInPlaceOfASession_logsNobodyIn() {
    try (var botswain = start("listed")) {
      String real = token(botswain, TOKEN);
      for (String path : List.of("/api/v10/users/@me", "/api/v10/gateway/bot", "/api/session")) {
        assertThat(botswain.get(path, "Bot " + real).status()).isEqualTo(401);
      }

      assertThat(botswain.stats(TOKEN).path("restCalls").asInt()).isZero();
      assertThat(botswain.stats(TOKEN).path("identifies").asInt()).isZero();
    }
  }

  @Test
  void invitation_onlyListedMayLogIn_isWorthNothing() {
    try (var botswain = start("listed")) {
      String invitation = invite(botswain, "{}");

      assertRefused(login(botswain, token(botswain, TOKEN), invitation));
    }
  }

  @Test
  void invitation_everybodyMayLogIn_stillPutsTheBotIntoItsTenant() {
    try (var botswain = start("open")) {
      String invitation = invite(botswain, "{\"tenant\": \"acme\"}");

      assertThat(login(botswain, TOKEN, invitation).status()).isEqualTo(200);

      String path = "/applications/" + botswain.simBot(TOKEN);
      var listed = operator(botswain, "GET", path, "").body();
      assertThat(listed.path("tenant").asText()).isEqualTo("acme");
      assertThat(listed.path("countsToward").asText()).isEqualTo("tenant acme");
    }
  }

  @Test
  void login_pastTheQuotaOfBots_isRefusedUntilThereIsMore() {
    try (var botswain = start("listed")) {
      operator(botswain, "POST", "/tenants", "{\"name\": \"acme\", \"quotas\": {\"bots\": 1}}");
      for (String alias : List.of(TOKEN, TOKEN_THREE_GUILDS)) {
        String path = "/applications/" + botswain.simBot(alias);
        operator(botswain, "PUT", path, "{\"tenant\": \"acme\"}");
      }
      String first = botswain.session(token(botswain, TOKEN));
      botswain.session(token(botswain, TOKEN)); // The same bot again.
      String second = token(botswain, TOKEN_THREE_GUILDS);

      var refused = botswain.login(second);

      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body().path("code").asText()).isEqualTo("quota_reached");
      assertThat(refused.body().path("quota").asText()).isEqualTo("bots");
      assertThat(botswain.stats(TOKEN_THREE_GUILDS).path("identifies").asInt()).isZero();
      operator(botswain, "PATCH", "/tenants/acme", "{\"quotas\": {\"bots\": 2}}");
      assertThat(botswain.login(second).status()).isEqualTo(200);
      assertThat(botswain.get("/api/session", first).status()).isEqualTo(200);
    }
  }

  @Test
  void login_pastTheQuotaOfBotsOfDefault_isRefused() {
    try (var botswain = start("open")) {
      operator(botswain, "PATCH", "/tenants/default", "{\"quotas\": {\"bots\": 1}}");
      botswain.session(TOKEN);

      assertThat(botswain.login(TOKEN_THREE_GUILDS).body().path("code").asText())
          .isEqualTo("quota_reached");
    }
  }
}
