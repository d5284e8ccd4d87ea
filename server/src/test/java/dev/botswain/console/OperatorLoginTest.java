package dev.botswain.console;

import static dev.botswain.testing.Botswain.OPERATOR_KEY;
import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.ConsoleBrowser;
import dev.botswain.testing.PemFiles;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The operator's login in a browser, and what ends it.
class OperatorLoginTest {
  private static final String COOKIE = "botswain-operator";
  private static final String[] AS_OPERATOR = {"Botswain-Console", "operator"};

  @TempDir Path folder;

  private static ConsoleBrowser loggedIn(String url) {
    var browser = new ConsoleBrowser(url);
    var answer = browser.post("/api/console/operator", Map.of("key", OPERATOR_KEY));
    assertThat(answer.status()).isEqualTo(200);
    return browser;
  }

  private static int asOperator(ConsoleBrowser browser) {
    return browser.get("/api/operator", AS_OPERATOR).status();
  }

  @Test
  void login_withTheKey_givesACookieWithoutIt() {
    try (var botswain = Botswain.start();
        var browser = loggedIn(botswain.url())) {
      String token = browser.cookies().get(COOKIE);

      assertThat(token).startsWith("bwc_").doesNotContain(OPERATOR_KEY);
      assertThat(new String(Base64.getUrlDecoder().decode(token.substring(4))))
          .doesNotContain(OPERATOR_KEY);
      assertThat(asOperator(browser)).isEqualTo(200);
      assertThat(browser.get("/api/console").body().path("operator").path("loggedIn").asBoolean())
          .isTrue();
      // The token is good in a cookie alone, and the key is not good there.
      assertThat(botswain.get("/api/operator", token).status()).isEqualTo(401);
      assertThat(browser.get("/api/operator").code()).isEqualTo("missing_operator_key");
      browser.cookies().put(COOKIE, OPERATOR_KEY);
      assertThat(asOperator(browser)).isEqualTo(401);
      assertThat(
              botswain.get("/api/operator/audit", OPERATOR_KEY).body().findValuesAsText("action"))
          .contains("loginOperator");
    }
  }

  @Test
  void login_wrongKey_isRefusedAndRecorded() {
    try (var botswain = Botswain.start();
        var browser = new ConsoleBrowser(botswain.url())) {
      var answer = browser.post("/api/console/operator", Map.of("key", OPERATOR_KEY + "x"));

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("unknown_operator_key");
      assertThat(answer.setCookies()).isEmpty();
      Botswain.eventually(() ->
          assertThat(botswain.get("/api/operator/audit", OPERATOR_KEY).raw().body())
              .contains("loginOperator", "unknown_operator_key"));
    }
  }

  @Test
  void logout_ofOneBrowser_endsItsTokenAlone() {
    try (var botswain = Botswain.start();
        var browser = loggedIn(botswain.url());
        var other = loggedIn(botswain.url())) {
      String token = browser.cookies().get(COOKIE);

      assertThat(browser.delete("/api/console/operator").status()).isEqualTo(400);
      assertThat(browser.delete("/api/console/operator", AS_OPERATOR).status()).isEqualTo(200);

      assertThat(browser.cookies()).isEmpty();
      browser.cookies().put(COOKIE, token);
      assertThat(asOperator(browser)).isEqualTo(401);
      assertThat(asOperator(other)).isEqualTo(200);
    }
  }

  @Test
  void token_changedAnywhere_isNone() {
    try (var botswain = Botswain.start();
        var browser = loggedIn(botswain.url())) {
      byte[] whole = Base64.getUrlDecoder().decode(browser.cookies().get(COOKIE).substring(4));
      for (int i = 0; i < whole.length; i++) {
        whole[i] ^= 1;
        browser
            .cookies()
            .put(COOKIE, "bwc_" + Base64.getUrlEncoder().withoutPadding().encodeToString(whole));
        assertThat(asOperator(browser)).as("byte %s", i).isEqualTo(401);
        whole[i] ^= 1;
      }
      for (String wrong : new String[] {"", "bwc_", "bwc_!!", "bwc_" + "A".repeat(75), "x"}) {
        browser.cookies().put(COOKIE, wrong);
        assertThat(asOperator(browser)).as(wrong).isEqualTo(401);
      }
    }
  }

  @Test
  void cookies_ofBotAndOperator_areNotMistaken() {
    try (var botswain = Botswain.start();
        var browser = loggedIn(botswain.url())) {
      String bot = browser.login(TOKEN);

      assertThat(browser.get("/api/operator", "Botswain-Console", bot).code())
          .isEqualTo("missing_operator_key");
      assertThat(browser.get("/api/guilds", AS_OPERATOR).code()).isEqualTo("missing_session");
      browser.cookies().put("botswain-" + bot, browser.cookies().get(COOKIE));
      assertThat(browser.get("/api/guilds", "Botswain-Console", bot).status()).isEqualTo(401);
    }
  }

  /// Both of the bot and of the operator.
  @Test
  void logins_afterARestart_areStillGood() {
    var settings = Map.of("BOTSWAIN_DATA", folder.resolve("data").toString());
    try (var sim = Sim.start(SimOptions.DEFAULT)) {
      Map<String, String> cookies;
      String bot;
      try (var botswain = Botswain.onSim(sim, settings);
          var browser = loggedIn(botswain.url())) {
        bot = browser.login(TOKEN);
        cookies = Map.copyOf(browser.cookies());
      }
      try (var botswain = Botswain.onSim(sim, settings);
          var browser = new ConsoleBrowser(botswain.url())) {
        browser.cookies().putAll(cookies);
        assertThat(asOperator(browser)).isEqualTo(200);
        assertThat(browser.get("/api/guilds", "Botswain-Console", bot).status()).isEqualTo(200);
        assertThat(browser.get("/api/console").body().path("bots")).hasSize(1);
      }
      var other = Map.of("BOTSWAIN_DATA", folder.resolve("other").toString());
      try (var botswain = Botswain.onSim(sim, other);
          var browser = new ConsoleBrowser(botswain.url())) {
        browser.cookies().putAll(cookies); // The key is the same, but not the secret key.
        assertThat(asOperator(browser)).isEqualTo(401);
      }
    }
  }

  @Test
  void secretKey_rotated_keepsTheLogins() {
    var settings = Map.of("BOTSWAIN_DATA", folder.resolve("data").toString());
    try (var botswain = Botswain.start(SimOptions.DEFAULT, settings);
        var browser = loggedIn(botswain.url())) {
      assertThat(browser.post("/api/operator/secret-key/rotations", null, AS_OPERATOR).status())
          .isLessThan(300);

      assertThat(asOperator(browser)).isEqualTo(200);
    }
  }

  @Test
  void operatorsPort_ofItsOwn_isWhereTheOperatorLogsIn() {
    try (var botswain = Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_OPERATOR_PORT", "0"));
        var browser = loggedIn(botswain.server().operatorUrl().orElseThrow());
        var callers = new ConsoleBrowser(botswain.url())) {
      assertThat(asOperator(browser)).isEqualTo(200);
      assertThat(browser.get("/api/console").body().path("operator").toString())
          .isEqualTo("{\"here\":true,\"loggedIn\":true}");

      callers.cookies().putAll(browser.cookies()); // Cookies know no ports.
      assertThat(callers.get("/api/console").body().path("operator").toString())
          .isEqualTo("{\"here\":false,\"loggedIn\":false}");
      assertThat(asOperator(callers)).isEqualTo(404);
      assertThat(callers.post("/api/console/operator", Map.of("key", OPERATOR_KEY)).status())
          .isEqualTo(404);
    }
  }

  @Test
  void cookie_overTls_isForThisHostAndTlsAlone() {
    var files = PemFiles.make(folder, "tls");
    try (var botswain = Botswain.start(files);
        var browser = new ConsoleBrowser(botswain.url(), files.client())) {
      var answer = browser.post("/api/console/sessions", Map.of("token", TOKEN));
      String bot = answer.body().path("bot").path("id").asText();

      assertThat(answer.setCookies().getFirst())
          .startsWith("__Host-botswain-" + bot + "=")
          .endsWith("; Path=/; HttpOnly; SameSite=Strict; Max-Age=34560000; Secure");
      assertThat(browser.get("/api/guilds", "Botswain-Console", bot).status()).isEqualTo(200);
      // What another server of this host may have planted without TLS does not count.
      String secret = browser.cookies().remove("__Host-botswain-" + bot);
      browser.cookies().put("botswain-" + bot, secret);
      assertThat(browser.get("/api/guilds", "Botswain-Console", bot).status()).isEqualTo(401);
    }
  }

  @Test
  void cookie_behindAProxyWithTls_isForTlsAlone() {
    try (var botswain = Botswain.start();
        var browser = new ConsoleBrowser(botswain.url())) {
      var answer =
          browser.post(
              "/api/console/sessions", Map.of("token", TOKEN), "X-Forwarded-Proto", "https");

      assertThat(answer.setCookies().getFirst()).startsWith("__Host-").endsWith("; Secure");
    }
  }
}
