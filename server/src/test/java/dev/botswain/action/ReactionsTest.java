package dev.botswain.action;

import static dev.botswain.testing.Botswain.TOKEN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import dev.botswain.testing.RawRequest;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Emojis of all kinds, in all places that accept one.
class ReactionsTest {
  private static Botswain botswain;
  private static String session;
  private static String channel;
  private static String message;

  @BeforeAll
  static void start() {
    botswain = Botswain.start(SimOptions.DEFAULT.withLimits(false), Map.of());
    session = botswain.session(TOKEN);
    for (JsonNode each : botswain.get("/api/channels?type=text", session).body()) {
      if (each.path("name").asText().equals("general")) {
        channel = "/channels/" + each.path("id").asText() + "/messages";
      }
    }
    message =
        channel
            + "/"
            + botswain
                .post("/api" + channel, session, Map.of("content", "Ahoy"))
                .body()
                .path("id")
                .asText();
  }

  @AfterAll
  static void close() {
    botswain.close();
  }

  private static Answer send(String method, String path) {
    return botswain.send(
        Botswain.request(botswain.url() + path).method(method, HttpRequest.BodyPublishers.noBody()),
        session);
  }

  private static String reactions(String emoji) {
    return message + "/reactions/" + URLEncoder.encode(emoji, UTF_8).replace("+", "%20");
  }

  private static void reactLookAndTakeBack(String api, String authorization, String emoji) {
    String own = api + reactions(emoji) + "/@me";
    Answer added =
        botswain.send(
            Botswain.request(botswain.url() + own).PUT(HttpRequest.BodyPublishers.noBody()),
            authorization);
    assertThat(added.status()).as(added.raw().body()).isEqualTo(204);
    assertThat(botswain.get(api + reactions(emoji), authorization).body()).hasSize(1);
    Answer removed = botswain.send(Botswain.request(botswain.url() + own).DELETE(), authorization);
    assertThat(removed.status()).as(removed.raw().body()).isEqualTo(204);
    assertThat(botswain.get(api + reactions(emoji), authorization).body()).isEmpty();
  }

  /// Keycaps with and without the selector, a flag, a flag of tags, skin tones, joined people, a
  /// heart with its selector, a recent emoji, letters in squares.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "#\ufe0f\u20e3",
        "#\u20e3",
        "*\ufe0f\u20e3",
        "0\ufe0f\u20e3",
        "9\u20e3",
        "⚓",
        "❤️",
        "❤",
        "🇩🇪",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "👍🏽",
        "👩🏽‍❤️‍💋‍👨🏿",
        "👨‍👩‍👧‍👦",
        "🏳️‍🌈",
        "🫨",
        "©️",
        "🅰️",
        "⁉️"
      })
  void emoji_ofUnicode_canBeReactedWith(String emoji) {
    reactLookAndTakeBack("/api", session, emoji);
    reactLookAndTakeBack("/api/v10", "Bot " + session, emoji);
  }

  /// curl sends its arguments unencoded.
  @ParameterizedTest
  @ValueSource(strings = {"👍", "🏳️‍🌈", "*️⃣"})
  void emoji_notEncoded_isTheSame(String emoji) {
    String answer =
        RawRequest.send(
            botswain.url(),
            "PUT /api%s/reactions/%s/@me HTTP/1.1\r\nHost: a\r\nAuthorization: %s\r\nConnection: close\r\n\r\n"
                .formatted(message, new String(emoji.getBytes(UTF_8), ISO_8859_1), session));

    assertThat(answer).startsWith("HTTP/1.1 204");
    assertThat(botswain.get("/api" + reactions(emoji), session).body()).hasSize(1);
  }

  @Test
  void emoji_custom_canBeReactedWithAsItIsWritten() {
    String pixel =
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    for (String name : new String[] {"anchor", "a_a", "A1"}) {
      Answer made = botswain.post("/api/emojis", session, Map.of("name", name, "image", pixel));
      String custom = name + ":" + made.body().path("id").asText();
      for (String form : new String[] {"%s", ":%s", "a:%s", "<:%s>", "<a:%s>"}) {
        reactLookAndTakeBack("/api", session, form.formatted(custom));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%2523", "%2e", "%2e%2e", "a%2fb", "a%5cb", "%ff", "%00", "%3F"})
  void emoji_thatIsNone_isRefused(String encoded) {
    Answer refused = send("PUT", "/api" + message + "/reactions/" + encoded + "/@me");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("field").asText()).isEqualTo("emoji");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%23", "x", "thumbsup"})
  void emoji_thatDiscordDoesNotKnow_is404(String encoded) {
    assertThat(send("PUT", "/api" + message + "/reactions/" + encoded + "/@me").status())
        .isEqualTo(404);
  }
}
