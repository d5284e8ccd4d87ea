package dev.botswain.api;

import static dev.botswain.http.TestServer.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.http.TestServer;
import dev.botswain.http.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Health, metrics, the contract, its page, origins and limits.
class ServiceTest {
  @Test
  void live_always_isUp() {
    try (var server = new TestServer().start()) {
      assertThat(server.get("/health/live").text()).isEqualTo("{\"status\":\"up\"}");
    }
  }

  @Test
  void ready_allUp_is200() {
    var health = new Health(List.of(new Health.Check("bots", true, "3 of 3 connected")));
    try (var server = new TestServer().health(health).start()) {
      var response = server.get("/health/ready");

      assertThat(response.status()).isEqualTo(200);
      assertThat(response.text()).isEqualTo("{\"status\":\"up\"}");
      assertThat(server.get("/api/operator/health").status()).isEqualTo(401);
      assertThat(server.get("/api/operator/health", SESSION).text())
          .isEqualTo(
              "{\"status\":\"up\",\"checks\":[{\"name\":\"bots\",\"status\":\"up\",\"detail\":\"3"
                  + " of 3 connected\"}]}");
    }
  }

  @Test
  void ready_somethingDown_is503() {
    var health =
        new Health(List.of(new Health.Check("a", true, ""), new Health.Check("b", false, "no")));
    try (var server = new TestServer().health(health).start()) {
      var response = server.get("/health/ready");

      assertThat(response.status()).isEqualTo(503);
      assertThat(response.text()).isEqualTo("{\"status\":\"down\"}");
      assertThat(server.get("/api/operator/health", SESSION).json().getString("status"))
          .isEqualTo("down");
    }
  }

  @Test
  void metrics_afterRequests_countThemByOperationAndStatus() {
    try (var server = new TestServer().start()) {
      server.get("/api/channels", SESSION);
      server.get("/api/channels", SESSION);
      server.get("/api/channels");
      server.get("/nowhere");

      var response = server.get("/metrics", SESSION);

      assertThat(response.header("Content-Type")).startsWith("text/plain; version=0.0.4");
      assertThat(response.text())
          .contains(
              "botswain_http_requests_seconds_count{operation=\"listChannels\",status=\"200\"} 2")
          .contains(
              "botswain_http_requests_seconds_count{operation=\"listChannels\",status=\"401\"} 1")
          .contains("botswain_http_requests_seconds_count{operation=\"none\",status=\"404\"} 1")
          .contains("botswain_http_waiting 1.0")
          .doesNotContain("good-session");
    }
  }

  @Test
  void contract_anyHost_namesThatHost() {
    try (var server = new TestServer().start()) {
      var plain = server.get("/openapi.json");
      var behindProxy = server.get("/openapi.json", "X-Forwarded-Proto: https");

      assertThat(plain.json().getString("openapi")).isEqualTo("3.1.0");
      assertThat(plain.json().getJsonArray("servers").encode())
          .isEqualTo("[{\"url\":\"http://localhost\"}]");
      assertThat(behindProxy.json().getJsonArray("servers").encode())
          .isEqualTo("[{\"url\":\"https://localhost\"}]");
      assertThat(plain.json().getJsonObject("paths").fieldNames()).contains("/api/messages");
    }
  }

  @Test
  void docs_page_bringsEverythingItself() {
    try (var server = new TestServer().start()) {
      var page = server.get("/docs");

      assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
      assertThat(page.header("Content-Security-Policy"))
          .contains("default-src 'none'")
          .contains("script-src 'self';");
      assertThat(page.text()).doesNotContain("://");
      for (var script : List.of("/docs/scalar.js", "/docs/docs.js")) {
        assertThat(page.text()).contains(script);
        var response = server.get(script);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).startsWith("text/javascript");
        assertThat(server.get(script, "If-None-Match: " + response.header("ETag")).status())
            .isEqualTo(304);
      }
    }
  }

  @Test
  void home_browserOrProgram_getsWhatSuitsIt() {
    try (var server = new TestServer().start()) {
      assertThat(server.get("/", "Accept: text/html,*/*").header("Location")).isEqualTo("/docs");
      assertThat(server.get("/").json().getString("docs")).isEqualTo("/docs");
    }
  }

  /// Load balancers, caches and links add queries to any address.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health/live",
        "/health/ready",
        "/openapi.json",
        "/docs",
        "/docs/docs.js",
        "/docs/scalar.js",
        "/favicon.ico",
        "/"
      })
  void page_anyQueryAndMethodThatReads_isTheSame(String path) {
    try (var server = new TestServer().start()) {
      var plain = server.get(path);
      for (var query : List.of("?", "?cb=1&cb=2", "?x=%zz", "?utm_source=a+b")) {
        var response = server.get(path + query);
        assertThat(response.status()).isEqualTo(path.equals("/favicon.ico") ? 204 : 200);
        assertThat(response.header("Content-Type")).isEqualTo(plain.header("Content-Type"));
        var head = server.request("HEAD", path + query);
        assertThat(head.status()).isEqualTo(response.status());
        assertThat(head.header("Content-Type")).isEqualTo(plain.header("Content-Type"));
        assertThat(head.bytes()).isEmpty();
      }
    }
  }

  @Test
  void page_withASlashTooMany_leadsToTheOneWithout() {
    try (var server = new TestServer().start()) {
      for (var path : List.of("/docs/", "/metrics/?a=b%20c", "/health/ready/")) {
        var response = server.get(path);
        assertThat(response.status()).isEqualTo(308);
        assertThat(response.header("Location")).isEqualTo(path.replaceFirst("/($|\\?)", "$1"));
        assertThat(server.request("HEAD", path).status()).isEqualTo(308);
      }
      assertThat(server.post("/api/auth/login/", "{}").status()).isEqualTo(404);
      for (var path :
          List.of("//docs/", "/docs//", "//evil.example/", "/api/guilds/", "/nowhere/")) {
        assertThat(server.get(path).status()).isEqualTo(404);
      }
    }
  }

  @Test
  void cors_default_allowsEverybodyWithoutCredentials() {
    try (var server = new TestServer().start()) {
      var response = server.get("/api/channels", SESSION, "Origin: https://page.example");

      assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(response.header("Access-Control-Allow-Credentials")).isNull();
      assertThat(response.header("Access-Control-Expose-Headers"))
          .contains("RateLimit-Remaining", "Retry-After", "Link", "X-Request-ID");
      assertThat(server.get("/api/channels", SESSION).header("Access-Control-Allow-Origin"))
          .isNull();
    }
  }

  @Test
  void cors_error_canBeReadByThePage() {
    try (var server = new TestServer().start()) {
      var response = server.get("/nowhere", "Origin: https://page.example");

      assertThat(response.status()).isEqualTo(404);
      assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }
  }

  @Test
  void cors_list_allowsOnlyThose() {
    try (var server =
        new TestServer()
            .set("ALLOWED_ORIGINS", "https://page.example,http://localhost:3000")
            .start()) {
      var known = server.get("/api/channels", SESSION, "Origin: http://localhost:3000");
      var stranger = server.get("/api/channels", SESSION, "Origin: https://page.example.evil");

      assertThat(known.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
      assertThat(known.header("Vary")).isEqualToIgnoringCase("Origin");
      assertThat(stranger.header("Access-Control-Allow-Origin")).isNull();
      assertThat(stranger.header("Vary")).isEqualToIgnoringCase("Origin");
    }
  }

  /// Including what browsers send without a preflight, and requests by a name that was pointed
  /// here.
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8080, https://page.example, 403",
    "127.0.0.1:8080, null, 403",
    "127.0.0.1:8080, http://127.0.0.1:3000, 403",
    "page.example:8080, http://page.example:8080, 403",
    "localhost.page.example, http://localhost.page.example, 403",
    "127.0.0.1:8080, http://127.0.0.1:8080, 200",
    "LOCALHOST:8080, http://localhost:8080, 200",
    "[::1]:8080, http://[::1]:8080, 200",
    "192.168.0.7:8080, http://192.168.0.7:8080, 200",
    "inner:8080, https://bots.example, 200",
  })
  void origins_none_onlyOurOwnPagesCall(String host, String origin, int status) {
    try (var server =
        new TestServer()
            .set("ALLOWED_ORIGINS", "none")
            .set("PUBLIC_URL", "https://bots.example")
            .start()) {
      try (var wire = server.connect()) {
        wire.send(
            "GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin + "\r\n\r\n");
        var answer = wire.read();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
      }
      assertThat(server.get("/health/live").status()).isEqualTo(200);
    }
  }

  /// A name that someone has pointed here has no certificate.
  @ParameterizedTest
  @CsvSource({
    "ops.example, https://ops.example, 200",
    "ops.example:8443, https://ops.example:8443, 200",
    "ops.example, http://ops.example, 403",
    "ops.example, https://page.example, 403",
  })
  void origins_noneOverTls_ownPagesHaveAnyName(String host, String origin, int status) {
    try (var server =
            new TestServer()
                .set("ALLOWED_ORIGINS", "none")
                .set("TRUSTED_PROXIES", "127.0.0.1")
                .start();
        var wire = server.connect()) {
      wire.send(
          "GET /health/live HTTP/1.1\r\nX-Forwarded-Proto: https\r\nHost: %s\r\nOrigin: %s\r\n\r\n"
              .formatted(host, origin));
      assertThat(wire.read().status()).isEqualTo(status);
    }
  }

  @Test
  void preflight_allowedOrNot_saysSo() {
    try (var server = new TestServer().set("ALLOWED_ORIGINS", "https://page.example").start()) {
      var asked = "Access-Control-Request-Method: POST";
      var known =
          server.request("OPTIONS", "/api/auth/login", "Origin: https://page.example", asked);
      var stranger =
          server.request("OPTIONS", "/api/auth/login", "Origin: https://evil.example", asked);

      assertThat(known.status()).isEqualTo(204);
      assertThat(known.header("Access-Control-Allow-Origin")).isEqualTo("https://page.example");
      assertThat(known.header("Access-Control-Allow-Methods")).isEqualTo("POST, OPTIONS");
      assertThat(known.header("Access-Control-Allow-Headers"))
          .contains("Authorization", "Content-Type");
      assertThat(known.header("Access-Control-Max-Age")).isEqualTo("600");
      assertThat(stranger.header("Access-Control-Allow-Methods")).isNull();
      assertThat(stranger.header("Access-Control-Allow-Origin")).isNull();
    }
  }

  /// Headers that client libraries and tracing add cannot be foreseen.
  @ParameterizedTest
  @ValueSource(
      strings = {"authorization,content-type,traceparent,x-my-app", "X-A, x_b ,\tx!c", "a"})
  void preflight_namingHeaders_allowsThem(String named) {
    try (var server = new TestServer().start()) {
      var asked =
          server.request(
              "OPTIONS",
              "/api/auth/login",
              "Origin: https://page.example",
              "Access-Control-Request-Method: POST",
              "Access-Control-Request-Headers: " + named);

      assertThat(asked.header("Access-Control-Allow-Headers")).isEqualTo(named);
      assertThat(asked.header("Access-Control-Allow-Credentials")).isNull();
      assertThat(asked.header("Vary")).contains("Access-Control-Request-Headers");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a,,b", "(x)", "x\u00e9", ",", "*; q=1"})
  void preflight_namingWhatIsNoHeader_isNotEchoed(String named) {
    try (var server = new TestServer().start()) {
      for (var headers : List.of(named, "x".repeat(3_000))) {
        var asked =
            server.request(
                "OPTIONS",
                "/api/auth/login",
                "Origin: https://page.example",
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: " + headers);

        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.header("Access-Control-Allow-Headers")).startsWith("Authorization, ");
      }
    }
  }

  /// Otherwise a cache might give a page the answer for a caller without an origin.
  @Test
  void cors_listAndNoOrigin_variesToo() {
    try (var server = new TestServer().set("ALLOWED_ORIGINS", "https://page.example").start()) {
      assertThat(server.get("/docs").header("Vary")).contains("Origin");
    }
  }

  @Test
  void limit_ofSession_is429ForThatSessionAlone() {
    try (var server = new TestServer().set("SESSION_REQUESTS_PER_SECOND", "2").start()) {
      Wire.Response last;
      int passed = -1;
      try (var wire = server.connect()) {
        do {
          passed++;
          last = wire.get("/api/channels", SESSION);
        } while (last.status() == 200 && passed < 1000);
      }

      assertThat(passed).isGreaterThanOrEqualTo(2);
      assertThat(last.status()).isEqualTo(429);
      assertThat(last.code()).isEqualTo("rate_limited");
      assertThat(last.header("Retry-After")).isEqualTo("1");
      assertThat(last.json().getInteger("retryAfter")).isEqualTo(1);
      assertThat(last.header("RateLimit-Limit")).isEqualTo("2");
      assertThat(last.header("RateLimit-Remaining")).isEqualTo("0");
      assertThat(server.get("/api/channels", "Authorization: other-session").status())
          .isEqualTo(200);
    }
  }

  @Test
  void limit_ofLogins_isByAddressBehindTrustedProxies() {
    try (var server =
        new TestServer()
            .set("LOGINS_PER_MINUTE", "1")
            .set("TRUSTED_PROXIES", "127.0.0.1")
            .start()) {
      var body = "{\"token\":\"t\"}";
      var one = "X-Forwarded-For: 6.6.6.6, 198.51.100.1";

      assertThat(server.post("/api/auth/login", body, one).status()).isEqualTo(200);
      var second = server.post("/api/auth/login", body, one);
      assertThat(second.status()).isEqualTo(429);
      assertThat(Integer.parseInt(second.header("Retry-After"))).isBetween(50, 60);
      assertThat(server.post("/api/auth/login", body, "X-Forwarded-For: 198.51.100.2").status())
          .isEqualTo(200);
    }
  }

  @Test
  void limit_ofLogins_ignoresForwardedForFromStrangers() {
    try (var server = new TestServer().set("LOGINS_PER_MINUTE", "1").start()) {
      var body = "{\"token\":\"t\"}";

      assertThat(server.post("/api/auth/login", body, "X-Forwarded-For: 1.1.1.1").status())
          .isEqualTo(200);
      assertThat(server.post("/api/auth/login", body, "X-Forwarded-For: 2.2.2.2").status())
          .isEqualTo(429);
    }
  }
}
