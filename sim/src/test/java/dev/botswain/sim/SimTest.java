package dev.botswain.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.sim.world.DemoWorld;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class SimTest {
  private static final String AGENT = "DiscordBot (https://example.org, 1)";

  private static String get(String url) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(url))
              .header("Authorization", "Bot " + DemoWorld.TOKEN)
              .header("User-Agent", AGENT)
              .build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  @Test
  void start_answersRestControlAndNothingElse() throws Exception {
    try (var sim = Sim.start(SimOptions.DEFAULT)) {
      assertThat(get(sim.apiUrl() + "/gateway")).contains("\"" + sim.gatewayUrl() + "\"");
      assertThat(get(sim.url() + "/sim/bots")).contains(DemoWorld.TOKEN_THREE_GUILDS);
      assertThat(get(sim.url() + "/nowhere")).contains("404: Not Found");
    }
  }

  @Test
  void start_portTaken_saysWhich() {
    try (var sim = Sim.start(SimOptions.DEFAULT)) {
      var same = SimOptions.DEFAULT.withPort(sim.port());

      assertThatThrownBy(() -> Sim.start(same))
          .hasMessage("the sim cannot listen on 127.0.0.1:" + sim.port());
    }
  }

  @Test
  void close_stopsListening() {
    var sim = Sim.start(SimOptions.DEFAULT);
    int port = sim.port();
    sim.close();

    assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).hasMessageContaining("refused");
  }

  @Test
  void call_thatThrows_tellsTheCause() {
    try (var sim = Sim.start(SimOptions.DEFAULT)) {
      assertThatThrownBy(() ->
              sim.call(() -> {
                throw new IllegalArgumentException("no such thing");
              }))
          .hasRootCauseMessage("no such thing");
    }
  }
}
