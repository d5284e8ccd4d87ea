package dev.botswain;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_NO_INTENTS;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Form;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the operator allows a tenant with two bots, at any moment, while a bot of nobody's is
/// served as ever.
class QuotasTest {
  private Botswain botswain;
  private String first;
  private String second;
  private String other;

  @BeforeEach
  void start() {
    botswain =
        Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback"));
    operate("POST", "/tenants", Map.of("name", "acme"));
    for (String token : List.of(TOKEN, TOKEN_THREE_GUILDS)) {
      operate("PUT", "/applications/" + botswain.simBot(token), Map.of("tenant", "acme"));
    }
    first = botswain.session(TOKEN);
    second = botswain.session(TOKEN_THREE_GUILDS);
    other = botswain.session(TOKEN_NO_INTENTS);
  }

  @AfterEach
  void stop() {
    botswain.close();
  }

  private void operate(String method, String path, Object body) {
    Botswain.Answer answer =
        botswain.send(
            Botswain.request(botswain.url() + "/api/operator" + path)
                .method(method, HttpRequest.BodyPublishers.ofString(Json.encode(body))),
            Botswain.OPERATOR_KEY);
    assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 201);
  }

  private void allow(String quota, Integer most) {
    operate("PATCH", "/tenants/acme", Map.of("quotas", Collections.singletonMap(quota, most)));
  }

  private static void assertReached(Botswain.Answer answer, String quota) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(403);
    assertThat(answer.body().path("code").asText()).isEqualTo("quota_reached");
    assertThat(answer.body().path("quota").asText()).isEqualTo(quota);
  }

  @Test
  void anyQuota_nothingOrTheMost_breaksNothing() {
    JsonNode quotas =
        botswain
            .get("/openapi.json", null)
            .body()
            .path("components")
            .path("schemas")
            .path("Quotas")
            .path("properties");
    assertThat(quotas.size()).isEqualTo(7);
    for (String field : (Iterable<String>) quotas::fieldNames) {
      for (long most : List.of(0L, quotas.path(field).path("maximum").asLong())) {
        operate("PATCH", "/tenants/acme", Map.of("quotas", Map.of(field, most)));
        for (Botswain.Answer answer :
            List.of(
                botswain.get("/api/session", first),
                botswain.login(TOKEN),
                botswain.get("/api/operator/tenants/acme/usage", Botswain.OPERATOR_KEY))) {
          assertThat(answer.status()).as("%s %s %s", field, most, answer.body()).isLessThan(500);
        }
      }
      operate("PATCH", "/tenants/acme", Map.of("quotas", Collections.singletonMap(field, null)));
    }
  }

  @Test
  void sessions_asManyAsAreAllowed_areRefusedForAllBotsOfTheTenant() {
    allow("sessions", 3);
    assertThat(botswain.login(TOKEN).status()).isEqualTo(200);

    assertReached(botswain.login(TOKEN_THREE_GUILDS), "sessions");
    assertReached(botswain.login(TOKEN), "sessions");
    assertThat(botswain.login(TOKEN_NO_INTENTS).status()).isEqualTo(200);
    assertThat(botswain.get("/metrics", Botswain.OPERATOR_KEY).raw().body())
        .contains("botswain_http_refusals_total{code=\"quota_reached\",quota=\"sessions\"} 2");

    allow("sessions", 4);
    assertThat(botswain.login(TOKEN_THREE_GUILDS).status()).isEqualTo(200);
    assertReached(botswain.login(TOKEN), "sessions");

    botswain.logout(first);
    assertThat(botswain.login(TOKEN).status()).isEqualTo(200);
  }

  @Test
  void narrowSessions_asManyAsAreAllowed_leaveOneForALogin() {
    allow("sessions", 10);
    List<Botswain.Answer> made = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      made.add(
          botswain.post(
              "/api/sessions", first, Map.of("name", "n" + i, "scopes", List.of("read"))));
    }

    assertThat(made).allMatch(one -> one.status() == 201);
    assertReached(
        botswain.post("/api/sessions", first, Map.of("name", "n", "scopes", List.of("read"))),
        "sessions");
  }

  @Test
  void webhooks_asManyAsAreAllowed_areRefusedForAllBotsOfTheTenant() {
    allow("webhooks", 1);
    var one = Map.of("url", "http://127.0.0.1:8099/hook");
    assertThat(botswain.post("/api/webhooks", first, one).status()).isEqualTo(201);

    assertReached(botswain.post("/api/webhooks", second, one), "webhooks");
    assertThat(botswain.post("/api/webhooks", other, one).status()).isEqualTo(201);
    assertThat(botswain.post("/api/webhooks", other, one).status()).isEqualTo(201);

    allow("webhooks", 2);
    assertThat(botswain.post("/api/webhooks", second, one).status()).isEqualTo(201);
  }

  @Test
  void requests_moreThanAreAllowed_areRefusedOverAllSessionsOfTheTenant() {
    allow("requestsPerSecond", 2);
    Botswain.Answer before = botswain.get("/api/session", first);
    assertThat(before.header("RateLimit-Limit")).isEqualTo("2");
    assertThat(before.header("RateLimit-Remaining")).isEqualTo("1");
    List<Botswain.Answer> refused = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Botswain.Answer answer = botswain.get("/api/session", i % 2 == 0 ? second : first);
      if (answer.status() == 429) {
        refused.add(answer);
      }
    }

    assertThat(refused)
        .isNotEmpty()
        .allSatisfy(answer -> {
          assertThat(answer.body().path("code").asText()).isEqualTo("rate_limited");
          assertThat(answer.body().path("quota").asText()).isEqualTo("requestsPerSecond");
          assertThat(answer.header("RateLimit-Limit")).isEqualTo("2");
          assertThat(answer.header("RateLimit-Remaining")).isEqualTo("0");
          assertThat(answer.header("Retry-After")).isEqualTo("1");
        });
    assertThat(botswain.get("/api/session", other).status()).isEqualTo(200);

    allow("requestsPerSecond", 0);
    assertThat(botswain.get("/api/v10/gateway/bot", first).status()).isEqualTo(429);
    allow("requestsPerSecond", 1_000_000);
    assertThat(botswain.get("/api/session", first).header("RateLimit-Limit"))
        .isEqualTo(botswain.get("/api/session", other).header("RateLimit-Limit"));
    allow("requestsPerSecond", null);
    assertThat(botswain.get("/api/session", first).status()).isEqualTo(200);
    assertThat(botswain.get("/api/v10/gateway/bot", first).status()).isEqualTo(200);
  }

  @Test
  void uploads_asManyAsAreAllowedAtOnce_areRefusedForAllBotsOfTheTenant() throws IOException {
    allow("uploads", 1);
    try (var slow = new Socket("127.0.0.1", URI.create(botswain.url()).getPort())) {
      slow.getOutputStream()
          .write(
              ("POST %s HTTP/1.1\r\nHost: a\r\nAuthorization: %s\r\nContent-Type: %s\r\nContent-Length: 100000\r\n\r\n--a-boundary\r\n"
                      .formatted(messages(first), first, Form.TYPE))
                  .getBytes(StandardCharsets.US_ASCII));
      Botswain.eventually(() -> assertThat(use(usage("acme"), "uploads")).startsWith("1 of 1"));
      Botswain.Answer refused = upload(second);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.body().path("code").asText()).isEqualTo("busy");
      assertThat(refused.body().path("quota").asText()).isEqualTo("uploads");
      allow("uploads", 2);
      assertThat(upload(second).status()).isEqualTo(200);
    }
  }

  private String messages(String session) {
    for (JsonNode channel : botswain.get("/api/channels?type=text", session).body()) {
      return "/api/channels/" + channel.path("id").asText() + "/messages";
    }
    throw new AssertionError("no channel");
  }

  private Botswain.Answer upload(String session) {
    return botswain.send(
        HttpRequest.newBuilder(URI.create(botswain.url() + messages(session)))
            .header("Content-Type", Form.TYPE)
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    new Form().file("a.bin", new byte[10]).end())),
        session);
  }

  private JsonNode usage(String tenant) {
    Botswain.Answer answer =
        botswain.get("/api/operator/tenants/" + tenant + "/usage", Botswain.OPERATOR_KEY);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private static String use(JsonNode usage, String quota) {
    JsonNode use = usage.path(quota);
    return use.path("used") + " of " + use.path("most") + " by " + use.path("quota");
  }

  @Test
  void usage_ofATenant_isWhatAllItsBotsUse() {
    allow("webhooks", 3);
    botswain.post("/api/webhooks", first, Map.of("url", "http://127.0.0.1:8099/hook"));
    botswain.post("/api/webhooks", second, Map.of("url", "http://127.0.0.1:8099/hook"));
    botswain.session(TOKEN);

    JsonNode acme = usage("acme");
    assertThat(use(acme, "bots")).isEqualTo("2 of null by null");
    assertThat(use(acme, "sessions")).isEqualTo("3 of 1000 by null");
    assertThat(use(acme, "webhooks")).isEqualTo("2 of 3 by 3");
    assertThat(use(acme, "uploads")).isEqualTo("0 of 8 by null");
    assertThat(acme.path("eventsPerDay").path("used").asLong()).isPositive();
    assertThat(acme.path("bytes").path("used").asLong()).isGreaterThan(1_000);
    assertThat(use(usage("default"), "bots")).isEqualTo("1 of null by null");
    assertThat(use(usage("default"), "sessions")).isEqualTo("1 of 1000 by null");

    allow("requestsPerSecond", 1_000_000);
    botswain.get("/api/session", first);
    assertThat(use(usage("acme"), "requestsPerSecond")).endsWith(" of 1000000 by 1000000");
  }

  @Test
  void retention_ofATenant_isChangedAndRemoved() {
    var week = Map.of("seconds", 604_800, "events", 5_000);
    operate("PATCH", "/tenants/acme", Map.of("retention", week));
    JsonNode changed =
        botswain.get("/api/operator/tenants/acme", Botswain.OPERATOR_KEY).body().path("retention");
    assertThat(changed.toString()).isEqualTo("{\"seconds\":604800,\"events\":5000}");
    allow("webhooks", 3);
    assertThat(
            botswain
                .get("/api/operator/tenants/acme", Botswain.OPERATOR_KEY)
                .body()
                .path("retention"))
        .isEqualTo(changed);

    operate("PATCH", "/tenants/acme", Collections.singletonMap("retention", null));
    assertThat(
            botswain
                .get("/api/operator/tenants/acme", Botswain.OPERATOR_KEY)
                .body()
                .path("retention")
                .isNull())
        .isTrue();
  }
}
