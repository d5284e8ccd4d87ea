package dev.botswain.http;

import static dev.botswain.http.TestServer.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.api.TestApi;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Authorization, headers of answers, refusals and failures.
class AnswersTest extends ApiFixture {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "good-session",
        "Bearer good-session",
        "bearer  good-session",
        "Bot good-session",
        "BOT good-session"
      })
  void authorization_anyForm_isAccepted(String value) {
    assertThat(server.get("/api/channels", "Authorization: " + value).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Other: 1, missing_session",
    "Authorization:, missing_session",
    "Authorization: Bearer, unknown_session",
    "Authorization: Bot  , unknown_session",
    "Authorization: nobody, unknown_session",
    "Authorization: Basic good-session, unknown_session",
    "Authorization: rejected-session, token_rejected"
  })
  void authorization_noLiveSession_is401(String header, String code) {
    var response = server.get("/api/channels", header);

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.code()).isEqualTo(code);
    assertThat(response.header("WWW-Authenticate")).startsWith("Bearer realm=\"botswain\"");
    assertThat(response.text()).doesNotContain("nobody");
  }

  @Test
  void answer_fromMemory_carriesWhatAllAnswersCarry() {
    var response = server.get("/api/channels", SESSION);

    assertThat(response.text()).isEqualTo("{\"kept\":true}");
    assertThat(response.header("Content-Type")).isEqualTo("application/json");
    assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(response.header("X-Request-ID")).matches("[0-9a-f]{16}");
    assertThat(response.header("Date"))
        .matches("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    assertThat(response.header("RateLimit-Limit")).isEqualTo("1000");
    assertThat(response.header("RateLimit-Remaining")).isNotBlank();
    assertThat(response.header("RateLimit-Reset")).isEqualTo("1");
  }

  @Test
  void requestId_callersOwn_comesBack() {
    var response = server.get("/nowhere", "X-Request-ID: my id/1");

    assertThat(response.header("X-Request-ID")).isEqualTo("my id/1");
    assertThat(response.json().getString("requestId")).isEqualTo("my id/1");
  }

  @Test
  void requestId_tooLongOrUnprintable_is400AndReplaced() {
    for (var bad : List.of("x".repeat(129), "caf\u00e9")) {
      var response = server.get("/api/channels", SESSION, "X-Request-ID: " + bad);

      assertThat(response.status()).isEqualTo(400);
      assertThat(response.field()).isEqualTo("X-Request-ID");
      assertThat(response.header("X-Request-ID")).matches("[0-9a-f]{16}");
    }
  }

  @Test
  void etag_sameBytes_is304() {
    var tag = server.get("/api/channels", SESSION).header("ETag");

    var again = server.get("/api/channels", SESSION, "If-None-Match: \"x\", W/" + tag);

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("ETag")).isEqualTo(tag);
    assertThat(again.header("Content-Type")).isNull();
    assertThat(server.get("/api/channels", SESSION, "If-None-Match: \"x\"").status())
        .isEqualTo(200);
  }

  @Test
  void head_getOperation_hasHeadersWithoutBody() {
    try (var wire = server.connect()) {
      var head = wire.request("HEAD", "/api/channels", List.of(SESSION), "");
      var get = wire.get("/api/channels", SESSION);

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
      assertThat(get.text()).isEqualTo("{\"kept\":true}");
    }
  }

  @Test
  void path_unknown_isJson404() {
    for (var path : List.of("/nowhere", "/api/channels/", "/API/channels", "//api/channels", "*")) {
      var response = server.get(path, SESSION);

      assertThat(response.status()).as(path).isEqualTo(404);
      assertThat(response.code()).isEqualTo("not_found");
    }
  }

  @Test
  void method_notThere_is405WithAllow() {
    for (var method : List.of("DELETE", "POST", "BREW")) {
      var response = server.request(method, "/api/guilds", SESSION);

      assertThat(response.status()).isEqualTo(405);
      assertThat(response.code()).isEqualTo("method_not_allowed");
      assertThat(response.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }
    assertThat(server.get("/api/auth/login").header("Allow")).isEqualTo("POST, OPTIONS");
  }

  @Test
  void options_knownPath_listsMethods() {
    var response = server.request("OPTIONS", "/api/auth/login");

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.header("Allow")).isEqualTo("POST, OPTIONS");
    assertThat(response.header("Content-Length")).isNull();
  }

  @Test
  void answer_thatCannotBeWritten_is500() {
    try (var other =
        new TestServer()
            .with("listMembers", _ -> null)
            .with("listGuilds", _ -> Answer.json(Map.of()).with("X-Bad", "a\r\nb: c"))
            .with("listChannels", Operation.fromMemory(_ -> Answer.json(Map.of()).with("a b", "c")))
            .start()) {
      for (var path : List.of("/api/members", "/api/guilds", "/api/channels")) {
        var response = other.get(path, SESSION);

        assertThat(response.status()).as(path).isEqualTo(500);
        assertThat(response.headers()).doesNotContainKeys("b", "x-bad");
      }
    }
  }

  @Test
  void operation_thatWaits_answersWhenTheFutureIsThere() {
    assertThat(server.request("POST", "/api/auth/logout", SESSION).json().getString("message"))
        .isEqualTo("out");
  }

  @Test
  void refusal_withDetails_showsThem() {
    var response = server.get("/api/guilds", SESSION, "X-Request-ID: r1");

    assertThat(response.status()).isEqualTo(403);
    assertThat(response.json().getMap())
        .containsEntry("error", "the bot lacks the permission VIEW_CHANNEL here")
        .containsEntry("code", "missing_permission")
        .containsEntry("permission", "VIEW_CHANNEL")
        .containsEntry("requestId", "r1");
    assertThat(response.json().getJsonArray("ids")).isEqualTo(JsonArray.of("1", "2"));
  }

  @Test
  void failure_unforeseen_is500WithoutDetails() {
    for (var path : List.of("/api/session", "/api/members")) {
      var response = server.get(path, SESSION);

      assertThat(response.status()).isEqualTo(500);
      assertThat(response.code()).isEqualTo("internal_error");
      assertThat(response.text()).doesNotContain("secret").doesNotContain("Exception");
    }
  }

  @Test
  void operation_pastItsTime_is504AndInterrupted() throws Exception {
    var interrupted = new CountDownLatch(1);
    Operation never =
        call -> {
          try {
            return call.await(Promise.<Answer>promise().future());
          } finally {
            interrupted.countDown();
          }
        };
    Operation stubborn =
        _ -> {
          try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody counts down");
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
        };
    try (var slow =
        new TestServer()
            .with("listMembers", never)
            .with("listMessages", stubborn)
            .answerWithin(Duration.ofMillis(50))
            .start()) {
      for (var target : List.of("/api/members", "/api/messages?channelId=1")) {
        var response = slow.get(target, SESSION);

        assertThat(response.status()).isEqualTo(504);
        assertThat(response.code()).isEqualTo("timed_out");
      }
      assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void start_operationWithoutResource_isRefused() {
    var contract =
        TestApi.contractOf(
            ("""
            paths:
              /a: {get: {operationId: nobody, x-scope: any}}
            """));

    try (var other = new TestServer()) {
      assertThatThrownBy(() -> other.start(contract))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no resource answers [nobody]")
          .hasMessageContaining("listChannels");
    }
  }
}
