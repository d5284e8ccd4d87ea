package dev.botswain.relay.rest;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The REST relay with the sim, with all of the sim's limits.
@Timeout(60)
class RelayOnSimTest {
  private static final String GENERAL = "1132915064832000005";
  private static final String MESSAGES = "/api/v10/channels/" + GENERAL + "/messages";

  private Botswain botswain;
  private String session;

  @BeforeEach
  void start() {
    botswain = Botswain.start(SimOptions.DEFAULT, Map.of());
    session = botswain.session(TOKEN);
  }

  @AfterEach
  void stop() {
    botswain.close();
  }

  private Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  private Answer post(String path, String body, String... headers) {
    return send(request(path, headers).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(botswain.url() + path))
            .header("User-Agent", "DiscordBot (https://example.org, 1.0)")
            .header("Content-Type", "application/json");
    return headers.length == 0 ? request : request.headers(headers);
  }

  private Answer send(HttpRequest.Builder request) {
    return botswain.send(request, "Bot " + session);
  }

  private JsonNode seen() {
    return botswain
        .simGet("/sim/bots/" + botswain.simBot(TOKEN) + "/requests?limit=1")
        .body()
        .path(0);
  }

  @Test
  void get_twoSlashesBehindTheVersion_areOne() {
    assertThat(get("/api/v9//voice/regions").body()).isNotEmpty();
    assertThat(seen().path("path").asText()).isEqualTo("/api/v9/voice/regions");
  }

  @Test
  void get_answer_isDiscords() {
    var answer = get("/api/v10/users/@me");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("id").asText()).isEqualTo(botswain.simBot(TOKEN));
    assertThat(answer.header("X-RateLimit-Bucket")).isNotNull();
    assertThat(answer.header("Via")).isEqualTo("1.1 google");
    assertThat(seen().path("headers").path("user-agent").asText())
        .isEqualTo("DiscordBot (https://example.org, 1.0)");
  }

  @Test
  void get_version9_staysVersion9() {
    assertThat(get("/api/v9/users/@me").status()).isEqualTo(200);

    assertThat(seen().path("path").asText()).isEqualTo("/api/v9/users/@me");
  }

  @Test
  void session_everyFormOfTheHeader_isUnderstood() {
    for (var form : new String[] {"Bot %s", "Bearer %s", "%s"}) {
      var answer = botswain.send(request("/api/v10/users/@me").GET(), form.formatted(session));

      assertThat(answer.status()).isEqualTo(200);
    }
  }

  @Test
  void session_unknownOrAbsent_is401AsDiscordSaysIt() {
    for (var wrong : new String[] {"Bot nonsense", "Bot " + TOKEN, null}) {
      var answer = botswain.send(request("/api/v10/users/@me").GET(), wrong);

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.raw().body()).isEqualTo("{\"message\":\"401: Unauthorized\",\"code\":0}");
    }
  }

  @Test
  void error_ofDiscords_isHandedOn() {
    var answer = get("/api/v10/channels/" + GENERAL + "/messages/1");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().path("code").asInt()).isEqualTo(10008);
  }

  @Test
  void message_sentEditedReactedDeleted() {
    var sent = post(MESSAGES, "{\"content\": \"ahoy\"}");
    var message = MESSAGES + "/" + sent.body().path("id").asText();

    assertThat(sent.status()).isEqualTo(200);
    assertThat(
            send(request(message).method("PATCH", BodyPublishers.ofString("{\"content\":\"ho\"}")))
                .body()
                .path("content")
                .asText())
        .isEqualTo("ho");
    assertThat(
            send(request(message + "/reactions/%F0%9F%91%8D/@me").PUT(BodyPublishers.noBody()))
                .status())
        .isEqualTo(204);
    assertThat(send(request(message).DELETE()).status()).isEqualTo(204);
    assertThat(get(message).status()).isEqualTo(404);
  }

  @Test
  void file_uploaded_isDownloadedAgain() {
    var file = "x".repeat(3 << 20);
    var form =
        """
        --b\r
        Content-Disposition: form-data; name="payload_json"\r
        Content-Type: application/json\r
        \r
        {"content": "here"}\r
        --b\r
        Content-Disposition: form-data; name="files[0]"; filename="x.txt"\r
        Content-Type: text/plain\r
        \r
        %s\r
        --b--\r
        """
            .formatted(file);
    var sent =
        send(
            HttpRequest.newBuilder(URI.create(botswain.url() + MESSAGES))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(form)));
    var attachment = sent.body().path("attachments").path(0);

    assertThat(sent.status()).as(sent.raw().body()).isEqualTo(200);
    assertThat(attachment.path("size").asInt()).isEqualTo(file.length());
    var url = attachment.path("url").asText().replace(botswain.simUrl(), "");
    assertThat(botswain.simGet(url).raw().body()).isEqualTo(file);
  }

  @Test
  void limits_areSharedWithOurOwnApi() {
    for (int i = 0; i < 12; i++) {
      var answer =
          i % 2 == 0
              ? get(MESSAGES + "?limit=1")
              : botswain.get("/api/messages?limit=1&channelId=" + GENERAL, session);
      assertThat(answer.status()).isEqualTo(200);
    }

    for (var request :
        botswain.simGet("/sim/bots/" + botswain.simBot(TOKEN) + "/requests?limit=100").body()) {
      assertThat(request.path("status").asInt()).isEqualTo(200);
    }
  }

  @Test
  void wait_none_passesTheLimitOn() {
    var answers = new ArrayList<Answer>();
    for (int i = 0; i < 7; i++) {
      answers.add(get(MESSAGES + "?limit=1", "Botswain-Wait", "0"));
    }

    var limited = answers.getLast();
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.body().path("message").asText()).isEqualTo("You are being rate limited.");
    assertThat(limited.body().path("retry_after").asDouble()).isBetween(0.001, 1.0);
    assertThat(limited.body().path("global").asBoolean(true)).isFalse();
    assertThat(limited.header("Retry-After")).isEqualTo("1");
    assertThat(limited.header("X-RateLimit-Scope")).isEqualTo("user");
    var passed = answers.getFirst();
    assertThat(limited.header("X-RateLimit-Limit")).isEqualTo(passed.header("X-RateLimit-Limit"));
    assertThat(limited.header("X-RateLimit-Bucket"))
        .isNotNull()
        .isEqualTo(passed.header("X-RateLimit-Bucket"));
    assertThat(limited.header("X-RateLimit-Remaining")).isEqualTo("0");
    assertThat(Double.parseDouble(limited.header("X-RateLimit-Reset-After")))
        .isEqualTo(limited.body().path("retry_after").asDouble());
    assertThat(Double.parseDouble(limited.header("X-RateLimit-Reset")))
        .isCloseTo(System.currentTimeMillis() / 1e3, within(30.0));
    assertThat(limited.header("X-RateLimit-Global")).isNull();
    assertThat(limited.header("Botswain-Queue-Ms")).isEqualTo("0");
    assertThat(limited.header("Via")).isNotNull();
    assertThat(seen().path("status").asInt()).as("it did not reach Discord").isEqualTo(200);
  }

  @Test
  void limited_onAllRoutes_isSaidAsDiscordSaysIt() {
    botswain.fault(
        "GET",
        "/channels/*/messages",
        429,
        1,
        Map.of(
            "body",
            Map.of("message", "You are being rate limited.", "retry_after", 60, "global", true),
            "headers",
            Map.of(
                "Retry-After", "60", "X-RateLimit-Global", "true", "X-RateLimit-Scope", "global")));
    get(MESSAGES + "?limit=1", "Botswain-Wait", "0");

    var limited = get("/api/v10/users/@me", "Botswain-Wait", "0");
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.body().path("global").asBoolean()).isTrue();
    assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(30, 60);
    assertThat(limited.header("X-RateLimit-Global")).isEqualTo("true");
    assertThat(limited.header("X-RateLimit-Scope")).isEqualTo("global");
    assertThat(limited.header("X-RateLimit-Bucket")).isNull();
  }

  @Test
  void limited_byAResource_isSaidAsDiscordSaysIt() {
    botswain.fault(
        "GET",
        "/channels/*/messages",
        429,
        1,
        Map.of("headers", Map.of("Retry-After", "60", "X-RateLimit-Scope", "shared")));
    var limited = get(MESSAGES + "?limit=1", "Botswain-Wait", "0");

    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.header("X-RateLimit-Scope")).isEqualTo("shared");
    assertThat(limited.body().path("message").asText())
        .isEqualTo("The resource is being rate limited.");
    assertThat(limited.body().path("global").asBoolean(true)).isFalse();
  }

  @Test
  void queueTime_ofAnAnswer_isTold() {
    botswain.fault(
        "GET", "/channels/*/messages", 429, 1, Map.of("headers", Map.of("Retry-After", "1")));

    assertThat(get("/api/v10/users/@me").header("Botswain-Queue-Ms")).matches("[0-9]{1,3}");
    assertThat(Integer.parseInt(get(MESSAGES + "?limit=1").header("Botswain-Queue-Ms")))
        .isBetween(900, 20_000);
  }

  @Test
  void preflight_needsNoSession_andIsNotDiscords() {
    var allowed =
        botswain.send(
            request(
                    MESSAGES,
                    "Origin",
                    "https://page.example",
                    "Access-Control-Request-Method",
                    "PATCH")
                .method("OPTIONS", BodyPublishers.noBody()),
            null);

    assertThat(allowed.status()).isEqualTo(204);
    assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(allowed.header("Access-Control-Allow-Methods")).contains("PATCH", "DELETE");
    assertThat(allowed.header("Access-Control-Allow-Headers"))
        .contains("Authorization", "Botswain-Wait", "X-Audit-Log-Reason");
    assertThat(allowed.header("Access-Control-Allow-Credentials")).isNull();
  }

  @Test
  void preflight_namingHeaders_allowsThem() {
    var allowed =
        botswain.send(
            request(
                    MESSAGES,
                    "Origin",
                    "https://page.example",
                    "Access-Control-Request-Method",
                    "PATCH",
                    "Access-Control-Request-Headers",
                    "authorization,x-discord-locale")
                .method("OPTIONS", BodyPublishers.noBody()),
            null);

    assertThat(allowed.header("Access-Control-Allow-Headers"))
        .isEqualTo("authorization,x-discord-locale");
  }

  @Test
  void answer_toAPage_canBeReadByIt() {
    for (var path : new String[] {"/api/v10/users/@me", "/api/v10/gateway", MESSAGES + "/1"}) {
      var answer = get(path, "Origin", "https://page.example");

      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(answer.header("Access-Control-Expose-Headers"))
          .contains("X-RateLimit-Remaining", "Retry-After", "Botswain-Queue-Ms");
    }
  }

  @Test
  void wait_notSaid_endsBeforeLibrariesGiveUp() {
    var guild = botswain.get("/api/guilds", session).body().path(0).path("id").asText();
    var commands =
        "/api/v10/applications/" + botswain.simBot(TOKEN) + "/guilds/" + guild + "/commands";
    // five of these are allowed in 20 s
    for (int i = 0; i < 5; i++) {
      assertThat(post(commands, command(i)).status()).isEqualTo(201);
    }

    var limited = post(commands, command(5));
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.body().path("retry_after").asDouble()).isBetween(8.0, 20.0);
    assertThat(limited.header("Botswain-Queue-Ms")).isEqualTo("0");
  }

  private static String command(int number) {
    return "{\"name\": \"sail%d\", \"description\": \"Sets sail\"}".formatted(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "abc", "-1", "1.5", "5s", ""})
  void wait_notSeconds_is400(String wait) {
    var answer = get("/api/v10/users/@me", "Botswain-Wait", wait);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("message").asText())
        .isEqualTo("400: Bad Request: Botswain-Wait must be whole seconds, such as 5");
  }

  @Test
  void limited_shortBody_isWaitedOut() {
    botswain.fault(
        "POST", "/channels/*/messages", 429, 1, Map.of("headers", Map.of("Retry-After", "1")));

    assertThat(post(MESSAGES, "{\"content\": \"ahoy\"}").status()).isEqualTo(200);
  }

  @Test
  void failed_messageWithEnforcedNonce_isRepeated() {
    botswain.fault("POST", "/channels/*/messages", 502, 1, Map.of());
    assertThat(post(MESSAGES, "{\"content\": \"a\"}").status()).isEqualTo(502);

    botswain.fault("POST", "/channels/*/messages", 502, 1, Map.of());
    assertThat(
            post(MESSAGES, "{\"content\": \"a\", \"nonce\": \"n1\", \"enforce_nonce\": true}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void gateway_isOurs() {
    var host = botswain.url().replace("http://", "ws://");

    assertThat(botswain.send(request("/api/v10/gateway").GET(), null).body().path("url").asText())
        .isEqualTo(host + "/gateway");
    var bot = get("/api/v10/gateway/bot").body();
    assertThat(bot.path("url").asText()).isEqualTo(host + "/gateway");
    assertThat(bot.path("shards").asInt()).isEqualTo(1);
    assertThat(bot.path("session_start_limit").path("remaining").asInt()).isEqualTo(1000);
    assertThat(botswain.send(request("/api/v10/gateway/bot").GET(), null).status()).isEqualTo(401);
  }

  @Test
  void path_ofAnotherVersion_isNotTheRelays() {
    assertThat(get("/api/v8/users/@me").body().path("code").asText()).isEqualTo("not_found");
    assertThat(get("/api/users/@me").body().path("code").asText()).isEqualTo("not_found");
  }

  @Test
  void session_loggedOut_is401() {
    botswain.logout(session);

    assertThat(get("/api/v10/users/@me").status()).isEqualTo(401);
  }

  @Test
  void session_narrow_is403AsDiscordSaysIt() {
    var narrow =
        botswain
            .post("/api/sessions", session, Map.of("name", "reader", "scopes", List.of("read")))
            .body()
            .path("sessionId")
            .asText();
    assertThat(narrow).isNotEmpty();

    assertThat(botswain.send(request("/api/v10/users/@me").GET(), "Bot " + narrow).status())
        .isEqualTo(200);
    var answer =
        botswain.send(
            request("/api/v10/users/@me")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"username\":\"other\"}")),
            "Bot " + narrow);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.raw().body()).isEqualTo("{\"message\":\"403: Forbidden\",\"code\":0}");
  }

  @Test
  void metrics_countRelayedRequests() {
    get("/api/v10/users/@me");

    assertThat(botswain.get("/metrics", null).raw().body())
        .contains("botswain_http_requests_seconds_count{operation=\"relay\",status=\"200\"} 1");
  }
}
