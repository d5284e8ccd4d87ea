package dev.botswain.http;

import static dev.botswain.http.TestServer.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Parameters and bodies, held against the contract.
class RequestChecksTest extends ApiFixture {
  @Test
  void parameters_valid_reachOperation() {
    var response = server.get("/api/messages?channelId=123&limit=7&before=%34%32", SESSION);

    assertThat(response.status()).isEqualTo(200);
    assertThat(seen.get().text("channelId")).isEqualTo("123");
    assertThat(seen.get().number("limit", -1)).isEqualTo(7);
    assertThat(seen.get().text("before")).isEqualTo("42");
    assertThat(seen.get().text("after")).isNull();
    assertThat(seen.get().caller().fingerprint()).isEqualTo("f1f1f1");
    assertThat(seen.get().deadline().remaining())
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
            + " invitation, guildId; perhaps guildId is meant",
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
  void body_whereNoneIsAsked_isIgnored() {
    try (var wire = server.connect()) {
      assertThat(wire.request("GET", "/api/channels", List.of(SESSION), "abc").status())
          .isEqualTo(200);
      assertThat(wire.get("/api/channels", SESSION).status()).isEqualTo(200);
    }
  }
}
