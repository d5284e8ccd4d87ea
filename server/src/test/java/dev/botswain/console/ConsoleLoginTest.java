package dev.botswain.console;

import static dev.botswain.testing.Botswain.OPERATOR_KEY;
import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.testing.Botswain;
import dev.botswain.testing.ConsoleBrowser;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Logins of a browser as bots, and what others could do with its cookies.
class ConsoleLoginTest {
  private static Botswain botswain;
  private ConsoleBrowser browser;

  @BeforeAll
  static void start() {
    botswain = Botswain.start();
  }

  @AfterAll
  static void stop() {
    botswain.close();
  }

  @BeforeEach
  void open() {
    browser = new ConsoleBrowser(botswain.url());
  }

  @AfterEach
  void close() {
    browser.close();
  }

  private static String cookie(String botId) {
    return "botswain-" + botId;
  }

  @Test
  void login_ofABrowser_keepsTheSessionInACookieAlone() {
    var answer = browser.post("/api/console/sessions", Map.of("token", "Bot " + TOKEN));

    String bot = answer.body().path("bot").path("id").asText();
    String secret = browser.cookies().get(cookie(bot));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("guilds")).isNotEmpty();
    assertThat(answer.raw().body()).doesNotContain("sessionId", secret);
    assertThat(answer.setCookies())
        .containsExactly(
            cookie(bot) + "=" + secret + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=34560000");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(browser.get("/api/session", "Botswain-Console", bot).body().path("bot").path("id"))
        .hasToString("\"" + bot + "\"");
    // It is an ordinary session.
    assertThat(botswain.get("/api/session", secret).status()).isEqualTo(200);
  }

  @Test
  void bots_several_areListedAndChosenByTheHeader() {
    String one = browser.login(TOKEN);
    String other = browser.login(TOKEN_THREE_GUILDS);

    var console = browser.get("/api/console").body();

    assertThat(console.path("bots").findValuesAsText("botId"))
        .containsExactlyInAnyOrder(one, other);
    assertThat(console.path("bots").path(0).path("status").asText()).isEqualTo("connected");
    assertThat(console.path("login").asText()).isEqualTo("open");
    assertThat(console.path("demo").asBoolean()).isFalse();
    assertThat(console.path("operator").toString()).isEqualTo("{\"here\":true,\"loggedIn\":false}");
    assertThat(browser.get("/api/guilds", "Botswain-Console", other).body()).hasSize(3);
    assertThat(browser.get("/api/guilds", "Botswain-Console", one).body()).hasSize(1);
  }

  @Test
  void authorization_besideACookie_wins() {
    String one = browser.login(TOKEN);
    String other = botswain.session(TOKEN_THREE_GUILDS);

    assertThat(browser.get("/api/guilds", "Botswain-Console", one, "Authorization", other).body())
        .hasSize(3);
    assertThat(browser.get("/api/guilds", "Botswain-Console", one, "Authorization", "").status())
        .isEqualTo(401);
    assertThat(browser.from(null).get("/api/guilds", "Authorization", other).status())
        .isEqualTo(200);
  }

  @Test
  void cookie_withoutTheHeader_doesNotCount() {
    browser.login(TOKEN);

    var answer = browser.get("/api/guilds");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("missing_session");
  }

  /// What browsers say of requests of other pages, of those that a user types, and of nothing.
  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none", "Same-Origin", "same-origin, x", ""})
  void cookie_fromElsewhere_isRefused(String site) {
    String bot = browser.login(TOKEN);
    browser.from(site.isEmpty() ? null : site);

    for (var answer :
        List.of(
            browser.get("/api/guilds", "Botswain-Console", bot),
            browser.get("/api/console"),
            browser.get("/api/console", "Botswain-Console", bot),
            browser.post("/api/console/sessions", Map.of("token", TOKEN)),
            browser.delete("/api/console/sessions/" + bot, "Botswain-Console", bot),
            browser.post("/api/console/operator", Map.of("key", OPERATOR_KEY)),
            browser.delete("/api/console/operator", "Botswain-Console", "operator"))) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.code()).isEqualTo("not_our_page");
      assertThat(answer.setCookies()).isEmpty();
    }
    browser.from("same-origin");
    assertThat(browser.get("/api/guilds", "Botswain-Console", bot).status()).isEqualTo(200);
  }

  @Test
  void site_saidTwice_isRefused() {
    String bot = browser.login(TOKEN);

    var answer =
        browser.get("/api/guilds", "Botswain-Console", bot, "Sec-Fetch-Site", "cross-site");

    assertThat(answer.code()).isEqualTo("not_our_page");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1 2", "-1", "operator2", "999999999999999999999", "*", "__Host-1"})
  void header_ofNoHolder_isRefused(String holder) {
    browser.login(TOKEN);

    var answer = browser.get("/api/guilds", "Botswain-Console", holder);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("field").asText()).isEqualTo("Botswain-Console");
  }

  @Test
  void header_twice_isRefused() {
    String one = browser.login(TOKEN);
    String other = browser.login(TOKEN_THREE_GUILDS);

    var answer = browser.get("/api/guilds", "Botswain-Console", one, "Botswain-Console", other);

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void header_ofAnother_findsNothing() {
    String bot = browser.login(TOKEN);

    assertThat(browser.get("/api/guilds", "Botswain-Console", "1").code())
        .isEqualTo("unknown_session");
    assertThat(browser.get("/api/guilds", "Botswain-Console", "operator").code())
        .isEqualTo("missing_session");
    // A cookie under another bot's name.
    browser.cookies().put(cookie("1"), browser.cookies().get(cookie(bot)));
    assertThat(browser.get("/api/guilds", "Botswain-Console", "1").code())
        .isEqualTo("unknown_session");
    assertThat(browser.get("/api/console").body().path("bots")).hasSize(1);
  }

  /// Another server of this host, or a page of a neighbouring domain, can plant cookies.
  @Test
  void cookie_twice_isRefusedAndOthersWork() {
    String bot = browser.login(TOKEN);
    String other = browser.login(TOKEN_THREE_GUILDS);
    String planted = cookie(bot) + "=planted";

    var refused = browser.get("/api/guilds", "Botswain-Console", bot, "Cookie", planted);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("malformed_request");
    assertThat(browser.get("/api/guilds", "Botswain-Console", other, "Cookie", planted).status())
        .isEqualTo(200);
    assertThat(browser.get("/api/guilds", "Botswain-Console", bot).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ";;;",
        "=",
        "botswain-",
        "botswain-=x",
        "botswain-1",
        "a=b=c; =; botswain-x=1",
        "botswain-1=\"quoted\"",
        "__Host-botswain-1=x",
        "\t;  ; botswain--1=",
        "botswain-1=; b"
      })
  void cookies_malformed_harmNothing(String cookies) {
    String bot = browser.login(TOKEN);

    var answer = browser.get("/api/guilds", "Botswain-Console", bot, "Cookie", cookies);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(browser.get("/api/console", "Cookie", cookies).body().path("bots")).hasSize(1);
  }

  @Test
  void cookies_bomb_isRefusedAsTooLarge() {
    String bot = browser.login(TOKEN);
    browser.cookies().put("bomb", "x".repeat(17_000));

    var answer = browser.get("/api/guilds", "Botswain-Console", bot);

    assertThat(answer.status()).isEqualTo(431);
    assertThat(answer.code()).isEqualTo("headers_too_large");
    browser.cookies().remove("bomb");
    assertThat(browser.get("/api/guilds", "Botswain-Console", bot).status()).isEqualTo(200);
  }

  @Test
  void bots_fifty_areTheMost() {
    String bot = browser.login(TOKEN);
    IntStream.range(1, ConsoleResource.MOST_BOTS)
        .forEach(i -> browser.cookies().put(cookie(Integer.toString(i)), "x".repeat(90)));

    var refused = browser.post("/api/console/sessions", Map.of("token", TOKEN_THREE_GUILDS));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("too_many_bots");
    assertThat(browser.get("/api/guilds", "Botswain-Console", bot).status()).isEqualTo(200);
    // Those of sessions that have ended go, and make room.
    assertThat(browser.get("/api/console").setCookies()).hasSize(ConsoleResource.MOST_BOTS - 1);
    assertThat(browser.cookies()).containsOnlyKeys(cookie(bot));
    browser.login(TOKEN_THREE_GUILDS);
  }

  @Test
  void logout_ofOneBot_endsItsSessionAlone() {
    String one = browser.login(TOKEN);
    String other = browser.login(TOKEN_THREE_GUILDS);
    String secret = browser.cookies().get(cookie(one));

    assertThat(browser.delete("/api/console/sessions/" + one, "Botswain-Console", other).status())
        .isEqualTo(400);
    assertThat(browser.delete("/api/console/sessions/" + one).status()).isEqualTo(400);
    var answer = browser.delete("/api/console/sessions/" + one, "Botswain-Console", one);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(browser.cookies()).containsOnlyKeys(cookie(other));
    assertThat(botswain.get("/api/session", secret).status()).isEqualTo(401);
    assertThat(browser.get("/api/session", "Botswain-Console", other).status()).isEqualTo(200);
    // Once more is no error: the browser may have missed the answer.
    assertThat(browser.delete("/api/console/sessions/" + one, "Botswain-Console", one).status())
        .isEqualTo(200);
  }

  @Test
  void loginsAndLogouts_ofTheConsole_areInTheAudit() {
    String bot = browser.login(TOKEN);
    browser.delete("/api/console/sessions/" + bot, "Botswain-Console", bot);
    browser.post("/api/console/sessions", Map.of("token", "no.such.token"));

    Botswain.eventually(() -> {
      var actions =
          botswain
              .get("/api/operator/audit?limit=10", OPERATOR_KEY)
              .body()
              .findValuesAsText("action");
      assertThat(actions).containsSubsequence("login", "logout", "login");
    });
  }

  @Test
  void login_wrongToken_isAnsweredAsEverywhere() {
    var answer = browser.post("/api/console/sessions", Map.of("token", "no-such-token"));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("token_rejected");
    assertThat(answer.setCookies()).isEmpty();
    assertThat(browser.post("/api/console/sessions", Map.of()).body().path("field").asText())
        .isEqualTo("token");
    assertThat(browser.post("/api/console/sessions", Map.of("demo", true)).code())
        .isEqualTo("invalid_request");
  }

  /// With credentials, browsers give other origins nothing without this header.
  @Test
  void cors_ofTheConsole_opensNothing() {
    String bot = browser.login(TOKEN);
    browser.from("cross-site");

    for (String path : List.of("/api/console", "/api/guilds", "/api/console/sessions")) {
      var asked =
          browser.send(
              "OPTIONS",
              path,
              null,
              "Origin",
              "https://page.example",
              "Access-Control-Request-Method",
              "GET",
              "Access-Control-Request-Headers",
              "botswain-console");
      assertThat(asked.header("Access-Control-Allow-Credentials")).isNull();
    }
    var answer =
        browser
            .from("same-origin")
            .get("/api/console", "Botswain-Console", bot, "Origin", "https://page.example");
    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
  }

  /// Discord's libraries have no cookies, and a page could make a browser send them.
  @Test
  void relay_cookies_doNotCountThere() {
    String bot = browser.login(TOKEN);

    assertThat(browser.get("/api/v10/users/@me", "Botswain-Console", bot).status()).isEqualTo(401);
  }
}
