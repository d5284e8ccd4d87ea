package dev.botswain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.config.Config;
import dev.botswain.testing.ConsoleBrowser;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The demo's console, where anyone logs in without a token.
class DemoConsoleTest {
  private static final Config CONFIG =
      Config.load(
          Map.of(
              "BOTSWAIN_PORT", "0",
              "BOTSWAIN_DATA", "memory",
              "BOTSWAIN_ALLOWED_ORIGINS", "none"));

  @Test
  void demo_inOneClick_logsInWithoutShowingTheToken() {
    try (var demo = Demo.start(CONFIG, 0, Clock.systemUTC());
        var browser = new ConsoleBrowser(demo.url())) {
      var console = browser.get("/api/console");
      assertThat(console.body().path("demo").asBoolean()).isTrue();

      var login = browser.post("/api/console/sessions", Map.of("demo", true), "Origin", demo.url());

      assertThat(login.status()).isEqualTo(200);
      assertThat(console.raw().body() + login.raw().body()).doesNotContain(Demo.TOKEN);
      var bots = browser.get("/api/console").body().path("bots");
      assertThat(bots).hasSize(1);
      String avatar = bots.path(0).path("avatarUrl").asText();
      assertThat(avatar).startsWith(demo.simUrl());
      assertThat(browser.get("/api/console/media?url=" + avatar).status()).isEqualTo(200);
      // Both would be ambiguous.
      assertThat(
              browser
                  .post("/api/console/sessions", Map.of("demo", true, "token", Demo.TOKEN))
                  .status())
          .isEqualTo(400);
      // A page that has pointed its own name here is same-origin to the browser.
      assertThat(
              browser
                  .post(
                      "/api/console/sessions",
                      Map.of("demo", true),
                      "Origin",
                      "http://rebound.example")
                  .status())
          .isEqualTo(403);
    }
  }
}
