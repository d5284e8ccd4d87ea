package dev.botswain.doctor;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.EventStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthWatchTest {
  @Test
  void finding_thatComesAndGoes_isTwoEvents_forSessionsOfALoginOnly() throws Exception {
    try (var botswain =
        Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_HEALTH_EVERY", "100ms"))) {
      String session = botswain.session(TOKEN);
      String narrow =
          botswain
              .post("/api/sessions", session, Map.of("name", "n", "scopes", List.of("events")))
              .body()
              .path("sessionId")
              .asText();
      String fault = "/sim/bots/" + botswain.simBot(TOKEN) + "/fault";
      try (var events = EventStream.open(botswain.url(), session, "?types=bot.health")) {
        botswain.simPost(fault, Map.of("fault", "bot_timed_out"));
        JsonNode found = events.next().path("data");
        assertThat(found.path("state").asText()).isEqualTo("found");
        assertThat(found.path("finding").path("code").asText()).isEqualTo("bot_timed_out");

        botswain.send(
            Botswain.request(botswain.simUrl() + fault).method("DELETE", BodyPublishers.noBody()),
            null);
        JsonNode gone = events.next().path("data");
        assertThat(gone.path("state").asText()).isEqualTo("gone");
        assertThat(gone.path("finding").path("code").asText()).isEqualTo("bot_timed_out");
      }
      JsonNode polled =
          botswain.get("/api/events/poll?types=bot.health&after=0&wait=0", narrow).body();
      assertThat(polled.toString()).doesNotContain("bot_timed_out");
    }
  }
}
