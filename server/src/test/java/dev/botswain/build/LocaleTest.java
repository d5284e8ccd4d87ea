package dev.botswain.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.BotswainProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Output for machines is the same everywhere, also in locales with other digits or with a dotted
/// I.
class LocaleTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path data;

  private final HttpClient http = HttpClient.newHttpClient();

  @ParameterizedTest
  @CsvSource({"fa, IR", "tr, TR"})
  void demo_inAnyLocale_serves(String language, String region) throws Exception {
    try (var demo =
        BotswainProcess.start(
            Map.of(
                "BOTSWAIN_DATA", data.toString(), "BOTSWAIN_OPERATOR_KEY", Botswain.OPERATOR_KEY),
            List.of("-Duser.language=" + language, "-Duser.region=" + region),
            "demo",
            "--port",
            "0",
            "--sim-port",
            "0")) {
      var login = HttpRequest.BodyPublishers.ofString("{\"token\":\"demo-token\"}");
      String session = ask(demo, "/api/auth/login", "", login).path("sessionId").asText();
      JsonNode channel = ask(demo, "/api/channels?type=text", session, null).path(0);
      JsonNode sent =
          ask(
              demo,
              "/api/channels/" + channel.path("id").asText() + "/messages",
              session,
              HttpRequest.BodyPublishers.ofString("{\"content\":\"INITIAL\"}"));
      JsonNode heard =
          ask(demo, "/api/events/poll?after=0&types=MESSAGE_CREATE&wait=10", session, null);

      JsonNode event = heard.path("events").path(0);
      assertThat(event.path("data").path("content").asText()).isEqualTo("INITIAL");
      assertThat(event.path("data").path("id")).isEqualTo(sent.path("id"));
      assertThat(event.path("timestamp").asText()).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T.*Z");
      var metrics =
          HttpRequest.newBuilder(URI.create(demo.url() + "/metrics"))
              .header("Authorization", Botswain.OPERATOR_KEY)
              .build();
      assertThat(http.send(metrics, HttpResponse.BodyHandlers.ofString()).body())
          .matches("\\p{ASCII}+");
    }
  }

  private JsonNode ask(
      BotswainProcess demo, String path, String session, HttpRequest.BodyPublisher body)
      throws Exception {
    var request = HttpRequest.newBuilder(URI.create(demo.url() + path));
    if (!session.isEmpty()) {
      request.header("Authorization", session);
    }
    if (body != null) {
      request.header("Content-Type", "application/json").POST(body);
    }
    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return JSON.readTree(answer.body());
  }
}
