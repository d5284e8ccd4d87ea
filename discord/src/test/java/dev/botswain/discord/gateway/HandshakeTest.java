package dev.botswain.discord.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.secret.Secret;
import java.net.URI;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
  private static final URI CACHED = URI.create("wss://gateway.example");

  @Test
  void identify_anyBot_saysAllThatDiscordAsksFor() throws Exception {
    var identity =
        new Identity(
            "1", new Secret("a\"b\\c\u0001é"), Set.of(Intent.GUILDS, Intent.MESSAGE_CONTENT));

    JsonNode json = new ObjectMapper().readTree(Handshake.identify(identity, new ShardId(3, 16)));

    assertThat(json.path("token").textValue()).isEqualTo("a\"b\\c\u0001é");
    assertThat(json.path("intents").intValue()).isEqualTo(1 | 1 << 15);
    assertThat(json.path("shard")).hasToString("[3,16]");
    assertThat(json.path("properties").path("browser").textValue()).isEqualTo("botswain");
    assertThat(json.path("properties").path("device").textValue()).isEqualTo("botswain");
    assertThat(json.path("properties").path("os").textValue()).isNotEmpty();
  }

  @Test
  void resume_anySession_saysWhereToGoOn() throws Exception {
    var identity = new Identity("1", new Secret("token"), Set.of());
    var from = new ResumePoint("se\"ssion", CACHED, 9_876_543_210L);

    assertThat(new ObjectMapper().readTree(Handshake.resume(identity, from)))
        .hasToString("{\"token\":\"token\",\"session_id\":\"se\\\"ssion\",\"seq\":9876543210}");
  }

  /// `%d` writes the digits of the default locale.
  @Test
  void identify_localeWithDigitsOfItsOwn_isStillJson() throws Exception {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      var identity = new Identity("1", new Secret("token"), EnumSet.allOf(Intent.class));

      String identify = Handshake.identify(identity, new ShardId(1, 2));
      String resume = Handshake.resume(identity, new ResumePoint("s", CACHED, 12));

      assertThat(new ObjectMapper().readTree(identify).path("intents").intValue())
          .isEqualTo(Intent.bits(EnumSet.allOf(Intent.class)));
      assertThat(new ObjectMapper().readTree(resume).path("seq").intValue()).isEqualTo(12);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void identify_longestTokenAndSession_fitIntoAPayload() {
    var identity = new Identity("1", new Secret("\uffff".repeat(512)), EnumSet.allOf(Intent.class));
    ResumePoint from =
        Handshake.ready(ready("{\"session_id\":\"" + "\\u0001".repeat(256) + "\"}"), CACHED, true);

    assertThat(Handshake.identify(identity, new ShardId(9_999, 10_000)).getBytes(UTF_8).length)
        .isLessThan(Outbox.MAX_BYTES - 20);
    assertThat(Handshake.resume(identity, from).getBytes(UTF_8).length)
        .isLessThan(Outbox.MAX_BYTES - 20);
  }

  @Test
  void ready_asDiscordSendsIt_givesTheResumePoint() {
    ResumePoint point =
        Handshake.ready(
            ready(
                """
                {"v":10,"user":{"id":"1","session_id":"no"},"guilds":[{"id":"2"}],\
                "session_id":"abc","resume_gateway_url":"wss://resume.example","shard":[0,1]}\
                """),
            CACHED,
            true);

    assertThat(point).isEqualTo(new ResumePoint("abc", URI.create("wss://resume.example"), 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"session_id\":\"abc\"}",
        "{\"session_id\":\"abc\",\"resume_gateway_url\":null}",
        "{\"session_id\":\"abc\",\"resume_gateway_url\":7}",
        "{\"session_id\":\"abc\",\"resume_gateway_url\":{}}",
        "{\"session_id\":\"abc\",\"resume_gateway_url\":\"\"}",
        "{\"session_id\":\"abc\",\"resume_gateway_url\":\"ws://resume.example\"}",
        "{\"session_id\":\"abc\",\"resume_gateway_url\":\"wss://resume.example:99999\"}",
        "{\"session_id\":\"abc\",\"resume_gateway_url\":\"wss://a:b@resume.example\"}",
      })
  void ready_resumeUrlThatMustNotBeUsed_fallsBackToTheCachedOne(String data) {
    assertThat(Handshake.ready(ready(data), CACHED, true).resumeUrl()).isEqualTo(CACHED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"abc\"",
        "{}",
        "{\"session_id\":null}",
        "{\"session_id\":[\"abc\"]}",
        "{\"session_id\":\"abc",
        "{\"session_id\":nul}",
      })
  void ready_withoutSession_isMalformed(String data) {
    assertThatThrownBy(() -> Handshake.ready(ready(data), CACHED, true))
        .isInstanceOf(MalformedPayloadException.class);
  }

  @Test
  void ready_sessionTooLongToResume_isMalformed() {
    assertThatThrownBy(() ->
            Handshake.ready(ready("{\"session_id\":\"" + "s".repeat(257) + "\"}"), CACHED, true))
        .isInstanceOf(MalformedPayloadException.class);
  }

  @Test
  void toString_whatHoldsSecrets_doesNotTellThem() {
    assertThat(new Identity("42", new Secret("s3cret"), Set.of())).hasToString("Identity[42]");
    assertThat(new ResumePoint("s3cret", CACHED, 5).toString()).doesNotContain("s3cret");
  }

  private static Dispatch ready(String data) {
    return new Dispatch("READY", 1, data.getBytes(UTF_8));
  }
}
