package dev.botswain.sim;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.sim.world.DemoWorld;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, https://page.example, 403",
    "127.0.0.1, null, 403",
    "page.example, http://page.example, 403",
    "127.0.0.1, http://127.0.0.1, 200",
  })
  void page_ofAnotherOrigin_getsNothing(String host, String origin, int status) throws Exception {
    try (var sim = Sim.start(SimOptions.DEFAULT)) {
      assertThat(status(sim, "/api/v10/gateway", host, origin, "")).isEqualTo(status);
      assertThat(status(sim, "/sim/bots", host, origin, "")).isEqualTo(status);
      assertThat(
              status(
                  sim,
                  "/?v=10",
                  host,
                  origin,
                  "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"))
          .isEqualTo(status == 200 ? 101 : status);
    }
  }

  private static int status(Sim sim, String path, String host, String origin, String more)
      throws Exception {
    try (var socket = new Socket("127.0.0.1", sim.port())) {
      String request =
          "GET %s HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nUser-Agent: %s\r\n%s\r\n"
              .formatted(path, host, origin, AGENT, more);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      var answer = new String(socket.getInputStream().readNBytes(12), US_ASCII);
      return Integer.parseInt(answer.substring(9));
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
