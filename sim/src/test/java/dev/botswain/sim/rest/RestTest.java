package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestTest {
  private Harbour harbour;

  @BeforeAll
  void open() {
    harbour = new Harbour();
  }

  @AfterAll
  void close() {
    harbour.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v10/users/@me", "/api/v9/users/@me", "/api/users/@me"})
  void call_ofEveryVersion_answers(String path) {
    Reply reply = harbour.call("GET", path);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().path("username").asText()).isEqualTo("pilot");
  }

  @Test
  void call_ofADiscontinuedVersion_isRefused() {
    Reply reply = harbour.call("GET", "/api/v5/users/@me");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(50041);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing, 404, '404: Not Found'",
    "GET, /guilds, 404, '404: Not Found'",
    "PUT, /users/@me, 405, '405: Method Not Allowed'",
  })
  void call_ofNoRoute_saysSoWithCodeZero(String method, String path, int status, String message) {
    Reply reply = harbour.call(method, path);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.code()).isZero();
    assertThat(reply.body().path("message").asText()).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bot nonsense", "Bearer pilot.token", "pilot.token"})
  void call_withoutAKnownToken_isUnauthorized(String authorization) {
    var request = harbour.request("GET", "/users/@me", null);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    Reply reply = harbour.send(request);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.code()).isZero();
    assertThat(reply.body().path("message").asText()).isEqualTo("401: Unauthorized");
  }

  @Test
  void call_ofAnUnknownRouteWithoutToken_isNotFoundBeforeItIsUnauthorized() {
    assertThat(harbour.send(harbour.request("GET", "/nothing", null)).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl/8.0",
        "DiscordBot",
        "Discord4J(https://discord4j.com)",
        "node",
        "Mozilla/5.0"
      })
  void call_withTheUserAgentOfALibraryThatHasAnother_isTaken(String agent) {
    Reply reply =
        harbour.send(
            harbour
                .request("GET", "/users/@me", null)
                .setHeader("User-Agent", agent)
                .header("Authorization", "Bot " + harbour.pilot.token()));
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void call_withAnEmptyUserAgent_isRefusedByCloudflare() {
    Reply reply =
        harbour.send(
            harbour
                .request("GET", "/users/@me", null)
                .setHeader("User-Agent", "")
                .header("Authorization", "Bot " + harbour.pilot.token()));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo(40333);
    assertThat(reply.header("Via")).isEmpty();
  }

  @Test
  void call_withMoreAfterTheUserAgent_isTaken() {
    Reply reply =
        harbour.send(
            harbour
                .request("GET", "/users/@me", null)
                .setHeader("User-Agent", "DiscordBot (https://discord.js.org, 2.6.1) Node.js/20")
                .header("Authorization", "Bot " + harbour.pilot.token()));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Via")).isNotEmpty();
  }

  @Test
  void body_withAnotherContentType_is50035() {
    Reply reply = post("text/plain", "content=hi");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(50035);
    assertThat(reply.errorAt("")).isEqualTo("CONTENT_TYPE_INVALID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "", "{\"content\":\"a\"} x", "\u0000"})
  void body_thatIsNoJson_is50109(String body) {
    Reply reply = post("application/json", body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(50109);
  }

  @Test
  void body_thatIsNestedTooDeep_is50109() {
    assertThat(post("application/json", "[".repeat(100_000)).code()).isEqualTo(50109);
  }

  @Test
  void body_thatIsNoObject_is50035() {
    assertThat(post("application/json", "[1]").errorAt("")).isEqualTo("MODEL_TYPE_CONVERT");
  }

  @Test
  void body_urlencoded_isRead() {
    Reply reply = post("application/x-www-form-urlencoded", "content=a+b%21&tts=false");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().path("content").asText()).isEqualTo("a b!");
  }

  @Test
  void body_above25MiB_isTooLarge() {
    Reply reply = post("application/json", " ".repeat((25 << 20) + 1));
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.code()).isEqualTo(40005);
  }

  private Reply post(String contentType, String body) {
    return harbour.send(
        harbour
            .request(
                "POST",
                "/channels/" + harbour.general.id() + "/messages",
                BodyPublishers.ofString(body))
            .header("Content-Type", contentType)
            .header("Authorization", "Bot " + harbour.pilot.token()));
  }

  @ParameterizedTest
  @CsvSource({
    "/guilds/x, guild_id",
    "/channels/12a, channel_id",
    "/channels/-1, channel_id",
    "/users/99999999999999999999, user_id",
  })
  void id_thatIsNoSnowflake_is50035AtItsName(String path, String variable) {
    Reply reply = harbour.call("GET", path);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(50035);
    assertThat(reply.errorAt(variable)).isEqualTo("NUMBER_TYPE_COERCE");
  }

  @Test
  void gateway_withoutToken_namesTheHostThatWasAsked() {
    Reply reply = harbour.send(harbour.request("GET", "/gateway", null));
    assertThat(reply.body().path("url").asText()).matches("ws://127\\.0\\.0\\.1:\\d+");
  }

  @Test
  void gatewayBot_always_saysWhatIsLeft() {
    Reply reply = harbour.call("GET", "/gateway/bot");
    assertThat(reply.body().path("shards").asInt()).isEqualTo(1);
    assertThat(reply.body().path("session_start_limit").path("max_concurrency").asInt())
        .isEqualTo(1);
  }

  @Test
  void requests_always_areRememberedWithoutTheToken() {
    harbour.call("GET", "/users/100000000000001002?with=1");
    RequestLog.Seen seen =
        harbour.inWorld(() -> harbour.rest.requests().last(harbour.pilot.id(), 1)).getFirst();
    assertThat(seen.path()).isEqualTo("/api/v10/users/100000000000001002");
    assertThat(seen.query()).isEqualTo("with=1");
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.headers()).containsKey("user-agent").doesNotContainKey("authorization");
  }
}
