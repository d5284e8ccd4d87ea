package dev.botswain.api;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The demo world, and a session of its bot, as a caller has it.
abstract class EndpointsFixture {
  static Botswain botswain;
  static String session;
  static String guild;
  static String general;

  @BeforeAll
  static void start() {
    botswain = Botswain.start();
    session = botswain.session(TOKEN);
    guild = botswain.get("/api/guilds", session).body().path(0).path("id").asText();
    general = channel("general");
  }

  @AfterAll
  static void close() {
    botswain.close();
  }

  static String channel(String name) {
    for (JsonNode channel : botswain.get("/api/channels", session).body()) {
      if (channel.path("name").asText().equals(name)) {
        return channel.path("id").asText();
      }
    }
    throw new AssertionError("no channel " + name);
  }

  static void assertError(Answer answer, int status, String code) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    assertThat(answer.body().path("code").asText()).isEqualTo(code);
    assertThat(answer.body().path("error").asText()).isNotEmpty();
    assertThat(answer.body().path("requestId").asText()).isEqualTo(answer.header("X-Request-ID"));
  }

  static List<String> ids(JsonNode messages) {
    return strings(messages, "id");
  }

  static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  static List<String> strings(JsonNode array, String field) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(element -> element.path(field).asText())
        .toList();
  }
}
