package dev.botswain.http;

import static dev.botswain.http.TestServer.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.api.TestApi;
import dev.botswain.error.ApiError;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests and answers of one ordinary server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTest {
  private final AtomicReference<Call> seen = new AtomicReference<>();
  private final Answer kept = Answer.json(Map.of("kept", true)).tagged();
  private TestServer server;

  @BeforeAll
  void start() {
    server =
        new TestServer()
            .with("listChannels", Operation.fromMemory(_ -> kept))
            .with("listMessages", this::remember)
            .with("login", this::remember)
            .with(
                "getSession",
                Operation.fromMemory(_ -> {
                  throw new IllegalStateException("secret detail");
                }))
            .with(
                "listMembers",
                _ -> {
                  throw new IllegalStateException("secret detail");
                })
            .with(
                "listGuilds",
                _ -> {
                  throw ApiError.MISSING_PERMISSION
                      .because("the bot lacks the permission VIEW_CHANNEL here")
                      .with("permission", "VIEW_CHANNEL")
                      .with("ids", List.of("1", "2"));
                })
            .with(
                "logout",
                call -> {
                  var promise = Promise.<String>promise();
                  server.vertx().runOnContext(_ -> promise.complete("out"));
                  return Answer.json(Map.of("message", call.await(promise.future())));
                })
            .start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Answer remember(Call call) {
    seen.set(call);
    return Answer.json(Map.of("ok", true));
  }

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
  void parameters_valid_reachOperation() {
    var response = server.get("/api/messages?channelId=123&limit=7&before=%34%32", SESSION);

    assertThat(response.status()).isEqualTo(200);
    assertThat(seen.get().text("channelId")).isEqualTo("123");
    assertThat(seen.get().number("limit", -1)).isEqualTo(7);
    assertThat(seen.get().text("before")).isEqualTo("42");
    assertThat(seen.get().text("after")).isNull();
    assertThat(seen.get().caller().fingerprint()).isEqualTo("f1f1f1");
    assertThat(seen.get().deadline().left())
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
  }

  @Test
  void nextPage_anyQuery_replacesOneParameter() {
    server.get("/api/messages?channelId=123&before=5", SESSION);

    assertThat(seen.get().nextPage("before", "a b"))
        .isEqualTo("/api/messages?channelId=123&before=a+b");
    assertThat(seen.get().nextPage("after", "9"))
        .isEqualTo("/api/messages?channelId=123&before=5&after=9");
  }

  @Test
  void parameter_absent_hasContractsDefault() {
    server.get("/api/messages?channelId=123", SESSION);

    assertThat(seen.get().number("limit", -1)).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?limit=5 | channelId | channelId is required",
        "?channelId=abc | channelId | channelId must be a Discord id of 1 to 19 digits",
        "?channelId= | channelId | channelId must be a Discord id of 1 to 19 digits",
        "?channelId=12345678901234567890 | channelId | channelId must be a Discord id of 1 to 19"
            + " digits",
        "?channelId=1&limit=0 | limit | limit must be a whole number from 1 to 1000",
        "?channelId=1&limit=1001 | limit | limit must be a whole number from 1 to 1000",
        "?channelId=1&limit=-5 | limit | limit must be a whole number from 1 to 1000",
        "?channelId=1&limit=1e2 | limit | limit must be a whole number from 1 to 1000",
        "?channelId=1&limit=%2B5 | limit | limit must be a whole number from 1 to 1000",
        "?channelId=1&limit=1.0 | limit | limit must be a whole number from 1 to 1000",
        "?channelId=1&limit=NaN | limit | limit must be a whole number from 1 to 1000",
        "?channelId=1&limit=٣ | limit | limit must be a whole number from 1 to 1000",
        "?channelId=1&limit=%D9%A3 | limit | limit must be a whole number from 1 to 1000",
        "?channelId=1&limit=99999999999999999999999999 | limit | limit must be a whole number from"
            + " 1 to 1000",
        "?channelId=1&limit | limit | limit must be a whole number from 1 to 1000",
        "?channelId=1&channelId=2 | channelId | channelId must be given once",
        "?channelId=1&before=%00 | before | before must be percent-encoded UTF-8 without control"
            + " characters",
        "?channelId=1&before=%zz | before | before must be percent-encoded UTF-8 without control"
            + " characters",
        "?channelId=1&before=%4 | before | before must be percent-encoded UTF-8 without control"
            + " characters",
        "?channelId=1&before=%ff | before | before must be percent-encoded UTF-8 without control"
            + " characters",
        "?channelId=1&before=%c0%80 | before | before must be percent-encoded UTF-8 without control"
            + " characters",
        "?channelId=1&%zz=1 | query | query must be percent-encoded UTF-8 without control"
            + " characters",
        "?channelId=1&offset=3 | offset | offset is not known here; there are channelId, limit,"
            + " before, after, around",
      })
  void parameter_wrong_is400AndNamed(String query, String field, String error) {
    var response = server.get("/api/messages" + query, SESSION);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.code()).isEqualTo("invalid_request");
    assertThat(response.field()).isEqualTo(field);
    assertThat(response.error()).isEqualTo(error);
  }

  @Test
  void parameter_enum_listsChoices() {
    var response = server.get("/api/channels?type=txt", SESSION);

    assertThat(response.error()).startsWith("type must be one of text, dm, voice");
  }

  @Test
  void parameter_unknownWhereThereAreNone_saysSo() {
    assertThat(server.get("/api/guilds?x=1", SESSION).error())
        .isEqualTo("x is not known here; there are no parameters");
  }

  @Test
  void body_valid_reachesOperation() {
    var response = server.post("/api/auth/login", "{\"token\":\"t0k en\",\"guildId\":\"7\"}");

    assertThat(response.status()).isEqualTo(200);
    assertThat(seen.get().body().getString("token")).isEqualTo("t0k en");
    assertThatThrownBy(() -> seen.get().caller()).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | token | token is required",
        "{\"token\":5} | token | token must be 1 to 512 printable ASCII characters without a space"
            + " at either end",
        "{\"token\":null} | token | token must be 1 to 512 printable ASCII characters without a"
            + " space at either end",
        "{\"token\":\"\"} | token | token must be 1 to 512 printable ASCII characters without a"
            + " space at either end",
        "{\"token\":\"a\\u0000b\"} | token | token must be 1 to 512 printable ASCII characters"
            + " without a space at either end",
        "{\"token\":\"t\",\"guildId\":7} | guildId | guildId must be a Discord id of 1 to 19"
            + " digits",
        "{\"token\":\"t\",\"guild\":\"7\"} | guild | guild is not known here; there are token,"
            + " guildId; perhaps guildId is meant",
        "[] | body | body must be an object",
        "null | body | body must be an object",
        "5 | body | body must be an object",
        "{\"token\":\"a\",\"token\":\"b\"} | body | body must not have a name twice in an object at"
            + " line 1, column 21",
        "{\"token\":NaN} | body | body must be JSON; the error is at line 1, column 13",
        "{token:1} | body | body must be JSON; the error is at line 1, column 2",
        "{\"token\":\"a\"} x | body | body must be JSON; the error is at line 1, column 15",
        "{\"token\":\"a\"}{} | body | body must be one JSON value; there is more after it at line"
            + " 1, column 14",
        "{\"token\":1e999} | body | body must not have numbers this large at line 1, column 10",
        "{\"token\":\"a\" | body | body must be JSON; the error is at line 1, column 13",
      })
  void body_wrong_is400AndNamed(String body, String field, String error) {
    var response = server.post("/api/auth/login", body);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.error()).isEqualTo(error);
    assertThat(response.field()).isEqualTo(field);
  }

  @Test
  void body_missing_is400() {
    var response = server.post("/api/auth/login", "");

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.error()).isEqualTo("body is required, as JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=latin1"
      })
  void body_otherMediaType_is415(String type) {
    try (var wire = server.connect()) {
      var response =
          wire.request(
              "POST", "/api/auth/login", List.of("Content-Type: " + type), "{\"token\":\"a\"}");

      assertThat(response.status()).isEqualTo(415);
      assertThat(response.code()).isEqualTo("unsupported_media_type");
    }
  }

  @Test
  void body_compressed_is415() {
    var response = server.post("/api/auth/login", "{\"token\":\"a\"}", "Content-Encoding: gzip");

    assertThat(response.status()).isEqualTo(415);
    assertThat(response.error()).isEqualTo("the body must not be compressed");
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
  void body_whereNoneIsAsked_isIgnored() {
    try (var wire = server.connect()) {
      assertThat(wire.request("GET", "/api/channels", List.of(SESSION), "abc").status())
          .isEqualTo(200);
      assertThat(wire.get("/api/channels", SESSION).status()).isEqualTo(200);
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
