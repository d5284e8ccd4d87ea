package dev.botswain.relay.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.testing.Botswain;
import dev.botswain.testing.RawRequest;
import dev.botswain.testing.ScriptedUpstream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a caller could send to get a token or to evade a rule, and what Discord could say that
/// reveals one.
@Timeout(60)
class RelayHostileTest {
  private static final String TOKEN = Botswain.TOKEN;
  private static final String WEBHOOK = "SECRET-of-the-webhook_0123456789";

  private static ScriptedUpstream discord;
  private static String session;

  @BeforeAll
  static void start() {
    discord = new ScriptedUpstream(Map.of("BOTSWAIN_TRUSTED_PROXIES", "127.0.0.1"));
    session = discord.botswain().session(TOKEN);
  }

  @AfterAll
  static void stop() {
    discord.close();
  }

  @BeforeEach
  void answer() throws InterruptedException {
    discord.script(request -> request.response().end("{}"));
    while (discord.unseen() > 0) {
      discord.next();
    }
  }

  /// Sends a request head, and reads until the connection closes.
  private static String exchange(String line, String... headers) {
    return raw(
        line
            + " HTTP/1.1\r\nHost: bots.example\r\nConnection: close\r\n"
            + "Authorization: Bot "
            + session
            + "\r\n"
            + String.join("", Arrays.stream(headers).map(h -> h + "\r\n").toList())
            + "\r\n");
  }

  private static String raw(String bytes) {
    return RawRequest.send(discord.botswain().url(), bytes);
  }

  private static String status(String answer) {
    return answer.substring(9, 12);
  }

  private static String sentHeader(HttpServerRequest request, String name) {
    return String.join("|", request.headers().getAll(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example/api/v10/users/1",
        "http://bots.example/api/v10/users/1",
        "//evil.example/api/v10/users/1",
        "/api/v10/users//1",
        "/api/v10/../v8/users/1",
        "/api/v10/channels/1/../2/messages",
        "/api/v10/channels/1/%2e%2E/2/messages",
        "/api/v10/channels/./1",
        "/api/v10/channels/1%2fmessages",
        "/api/v10/channels/1%2Fmessages",
        "/api/v10/channels/1%5cmessages",
        "/api/v10/channels/1\\messages",
        "/api/v10/channels/%zz",
        "/api/v10/channels/1%",
        "/api/v10/channels/1/",
        "/api/v10/users/1#fragment",
        "/api/v10/users/1?a#b",
        "/api/v10/users/\u00fc",
        "/api/v10/users/1?\u00fc",
      })
  void target_thatCouldBeReadInTwoWays_reachesNobody(String target) {
    var answer = exchange("GET " + target);

    assertThat(status(answer)).isIn("400", "404");
    assertThat(discord.unseen()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "CONNECT", "PROPFIND", "BREW"})
  void method_thatDiscordHasNot_is405(String method) {
    var answer = exchange(method + " /api/v10/users/1");

    assertThat(status(answer)).isIn("400", "405");
    assertThat(discord.unseen()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v10/@evil.example/x",
        "/api/v10/users/1:80@evil.example",
        "/api/v10/users/%0d%0aX-Evil:%201",
        "/api/v10/users/1?x=%0d%0aX-Evil:%201&Authorization=Bot%20x",
        "/api/v10/users/1?url=http://evil.example/../",
        "/api/v10/users/1/http:/evil.example",
      })
  void target_thatLooksLikeMore_isAPathAtDiscord(String target) throws InterruptedException {
    assertThat(status(exchange("GET " + target))).isEqualTo("200");

    var request = discord.next();
    assertThat(request.uri()).isEqualTo(target);
    assertThat(request.getHeader("Host")).startsWith("127.0.0.1:");
    assertThat(request.headers().contains("X-Evil")).isFalse();
    assertThat(sentHeader(request, "Authorization")).isEqualTo("Bot " + TOKEN);
  }

  @Test
  void headers_ofTheConnectionOrOfProxies_doNotReachDiscord() throws InterruptedException {
    exchange(
        "GET /api/v10/users/1",
        "Connection: X-Hop, keep-alive",
        "X-Hop: 1",
        "Keep-Alive: timeout=5",
        "Proxy-Authorization: Basic eDp5",
        "TE: trailers",
        "Upgrade: h2c",
        "X-Forwarded-For: 10.0.0.1",
        "Forwarded: for=10.0.0.1",
        "CF-Connecting-IP: 10.0.0.1",
        "CDN-Loop: cloudflare",
        "Botswain-Wait: 5",
        "Authorization: Bot another",
        "User-Agent: curl/8",
        "X-Audit-Log-Reason: zu%20laut",
        "X-Track: yes");

    var sent = discord.next().headers();
    for (var name :
        new String[] {
          "x-hop",
          "keep-alive",
          "proxy-authorization",
          "te",
          "upgrade",
          "x-forwarded-for",
          "forwarded",
          "cf-connecting-ip",
          "cdn-loop",
          "botswain-wait"
        }) {
      assertThat(sent.contains(name)).as(name).isFalse();
    }
    assertThat(sent.getAll("Authorization")).containsExactly("Bot " + TOKEN);
    assertThat(sent.get("User-Agent")).startsWith("DiscordBot (https://");
    assertThat(sent.get("X-Audit-Log-Reason")).isEqualTo("zu%20laut");
    assertThat(sent.get("X-Track")).isEqualTo("yes");
    assertThat(sent.toString()).doesNotContain(session);
  }

  /// A browser rejects an answer that allows two origins.
  @Test
  void origin_ofAPage_isAMatterOfThisServer() throws InterruptedException {
    discord.script(request ->
        request
            .response()
            .putHeader("Access-Control-Allow-Origin", "https://discord.com")
            .putHeader("Access-Control-Allow-Credentials", "true")
            .end("{}"));

    assertThat(exchange("GET /api/v10/users/1", "Origin: https://page.example"))
        .containsIgnoringCase("Access-Control-Allow-Origin: *")
        .doesNotContain("https://discord.com")
        .doesNotContainIgnoringCase("Allow-Credentials");
    assertThat(discord.next().headers().contains("Origin")).isFalse();
  }

  @Test
  void redirect_isNotFollowed() throws InterruptedException {
    discord.script(request ->
        request.response().setStatusCode(302).putHeader("Location", "http://evil.example/").end());

    assertThat(exchange("GET /api/v10/users/1"))
        .contains("302", "http://evil.example/")
        .doesNotContain("h3=", "timeout=5");
    discord.next();
    assertThat(discord.unseen()).isZero();
  }

  /// Libraries take their future token from it.
  @Test
  void token_inTheAnswerToAChangeOfTheBot_isTheSessionId() {
    discord.script(request -> request.response().end("{\"token\": \"" + TOKEN + "\"}"));
    var body = "{\"token\": \"" + session + "\"}";

    assertThat(exchange("PATCH /api/v10/users/@me"))
        .contains("content-length: " + body.length())
        .endsWith(body)
        .doesNotContain(TOKEN);
  }

  @Test
  void secret_inAShortAnswer_isRedacted() {
    discord.script(
        request -> request.response().end("{\"content\": \"" + TOKEN + " " + session + "\"}"));
    var body = "{\"content\": \"[REDACTED] " + shown(session) + "[REDACTED]\"}";

    assertThat(exchange("PATCH /api/v10/users/2"))
        .contains("content-length: " + body.length())
        .endsWith(body)
        .doesNotContain(TOKEN);
  }

  @Test
  void token_inAnAnswerOfUnknownLength_isRedacted() {
    discord.script(request -> {
      request.response().setChunked(true).write("{\"token\": \"" + TOKEN.substring(0, 4));
      request.response().end(TOKEN.substring(4) + "\"}");
    });

    assertThat(exchange("GET /api/v10/users/2"))
        .contains("[REDACTED]")
        .doesNotContain(session, TOKEN.substring(4));
  }

  @Test
  void secret_inALongAnswer_isRedactedToItsLength() {
    var long1 = "x ".repeat(100_000);
    discord.script(
        request -> request.response().end(long1 + TOKEN + long1 + session + " " + long1));

    var answer = exchange("GET /api/v10/users/2");
    assertThat(answer).contains("content-length: " + (600_001 + TOKEN.length() + session.length()));
    assertThat(answer)
        .endsWith(
            long1 + padded(TOKEN) + long1 + shown(session) + padded(secret(session)) + " " + long1)
        .doesNotContain(TOKEN, session);
  }

  /// The part of a session id before the last dot, which names the bot.
  private static String shown(String session) {
    return session.substring(0, session.lastIndexOf('.') + 1);
  }

  private static String secret(String session) {
    return session.substring(session.lastIndexOf('.') + 1);
  }

  private static String padded(String secret) {
    return "[REDACTED]" + "*".repeat(secret.length() - 10);
  }

  @Test
  void token_inAHeaderOrAnError_isNotHandedOn() {
    discord.script(request ->
        request
            .response()
            .setStatusCode(500)
            .putHeader("X-Debug", "Bot " + TOKEN)
            .end("authorization: Bot " + TOKEN));

    assertThat(exchange("POST /api/v10/users/2"))
        .contains(" 500 ")
        .doesNotContain(TOKEN, "X-Debug");
  }

  @Test
  void answer_inACodingNobodyAskedFor_isWithheld() {
    discord.script(request ->
        request.response().putHeader("Content-Encoding", "rot13").end(Buffer.buffer("qrzb-gbxra")));

    assertThat(exchange("GET /api/v10/users/2")).contains(" 502 ").doesNotContain("qrzb");
  }

  @Test
  void webhook_byItsToken_needsNoSessionAndGetsNoToken() throws InterruptedException {
    for (var path :
        new String[] {
          "/api/v10/webhooks/1/" + WEBHOOK,
          "/api/v10/%77ebhooks/1/" + WEBHOOK,
          "/api/v9/interactions/2/" + WEBHOOK + "/callback"
        }) {
      var answer =
          raw(
              "POST "
                  + path
                  + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");

      assertThat(status(answer)).isEqualTo("200");
      var request = discord.next();
      assertThat(request.uri()).isEqualTo(path);
      assertThat(request.headers().contains("Authorization")).isFalse();

      assertThat(status(exchange("GET " + path))).isEqualTo("200");
      assertThat(discord.next().headers().contains("Authorization")).isFalse();
    }
  }

  @Test
  void webhook_withoutItsToken_needsASession() {
    assertThat(raw("GET /api/v10/webhooks/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .contains(" 401 ", "{\"message\":\"401: Unauthorized\",\"code\":0}");
    assertThat(discord.unseen()).isZero();
  }

  @Test
  void body_thatTwoReadersWouldEndInTwoPlaces_is400() {
    var answer =
        raw(
            "POST /api/v10/channels/1/messages HTTP/1.1\r\nHost: a\r\n"
                + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n");

    assertThat(answer).contains(" 400 ", "{\"message\":\"400: Bad Request\",\"code\":0}");
    assertThat(discord.unseen()).isZero();
  }

  @Test
  void gateway_behindATrustedProxy_isWhereTheProxySays() {
    assertThat(
            exchange(
                "GET /api/v10/gateway",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: evil.example, bots.example:8443"))
        .contains("{\"url\":\"wss://bots.example:8443/gateway\"}");
    assertThat(exchange("GET /api/v10/gateway", "X-Forwarded-Host: a\"b")).doesNotContain("a\"b");
  }

  /// Callers that guess webhooks' tokens, or their ids, must not use up what Discord accepts from
  /// all.
  @ParameterizedTest
  @ValueSource(ints = {401, 404})
  void stranger_refusedByDiscordOftenEnough_isNotPassedOn(int status) {
    discord.script(request -> request.response().setStatusCode(status).end("{\"code\": 0}"));
    var attempts = 130;
    for (int i = 0; i < attempts; i++) {
      guess("192.0.2." + status % 100, status * 1_000 + i);
    }
    assertThat(discord.unseen()).isBetween(100, 110);

    discord.script(request -> request.response().end());
    assertThat(status(guess("192.0.2.10", 7))).isEqualTo("200");
  }

  private static String guess(String from, int webhook) {
    return raw(
        "GET /api/v10/webhooks/%d/x HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: %s\r\nConnection: close\r\n\r\n"
            .formatted(webhook, from));
  }
}
