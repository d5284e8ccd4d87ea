package dev.botswain.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.Demo;
import dev.botswain.config.Config;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The CDN of the images in answers.
class CdnTest {
  private static final String OTHER = "https://cdn.spacebar.example/pictures";

  @Test
  void pictures_withACdnOfItsOwn_areThere() {
    try (Botswain botswain =
        Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_DISCORD_CDN", OTHER + "/"))) {
      JsonNode login = botswain.login(Botswain.TOKEN).body();
      String session = login.path("sessionId").asText();
      String messages = "/api/channels/" + general(botswain, session) + "/messages";
      for (JsonNode answer :
          List.of(
              login,
              botswain.get("/api/bot", session).body(),
              botswain.get("/api/guilds", session).body(),
              botswain.get("/api/members", session).body(),
              botswain.get(messages, session).body(),
              botswain.post(messages, session, Map.of("content", "x")).body())) {
        var pictures = new ArrayList<>(answer.findValuesAsText("avatar"));
        pictures.addAll(answer.findValuesAsText("icon"));
        pictures.removeIf("null"::equals);
        assertThat(pictures).as(answer.toString()).allMatch(one -> one.startsWith(OTHER + "/"));
      }
      assertThat(botswain.get("/api/members", session).body().findValuesAsText("avatar"))
          .isNotEmpty();
    }
  }

  private static String general(Botswain botswain, String session) {
    for (JsonNode channel : botswain.get("/api/channels", session).body()) {
      if (channel.path("name").asText().equals("general")) {
        return channel.path("id").asText();
      }
    }
    throw new AssertionError("no such channel");
  }

  @Test
  void pictures_inTheDemo_canBeShown() throws Exception {
    var settings =
        Map.of("BOTSWAIN_HOST", "127.0.0.1", "BOTSWAIN_PORT", "0", "BOTSWAIN_DATA", "memory");
    try (Demo demo = Demo.start(Config.load(settings), 0, Clock.systemUTC());
        HttpClient http = HttpClient.newHttpClient()) {
      var login =
          http.send(
              HttpRequest.newBuilder(URI.create(demo.url() + "/api/auth/login"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + Demo.TOKEN + "\"}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      String avatar = login.body().replaceFirst("(?s).*?\"avatar\":\"([^\"]+)\".*", "$1");
      assertThat(avatar).startsWith(demo.simUrl() + "/avatars/");

      var picture =
          http.send(
              HttpRequest.newBuilder(URI.create(avatar)).build(),
              HttpResponse.BodyHandlers.discarding());
      assertThat(picture.statusCode()).isEqualTo(200);
      assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
    }
  }
}
