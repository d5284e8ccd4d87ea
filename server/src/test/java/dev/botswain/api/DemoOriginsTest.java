package dev.botswain.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.testing.BotswainProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The demo's token is public, so no page that happens to be open may use it.
class DemoOriginsTest {
  private static final String PAGE = "https://page.example";

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void demo_anyPage_getsNothing() throws Exception {
    try (var demo =
        BotswainProcess.start(Map.of(), List.of(), "demo", "--port", "0", "--sim-port", "0")) {
      assertThat(login(demo.url(), null).statusCode()).isEqualTo(200);
      assertThat(login(demo.url(), demo.url()).statusCode()).isEqualTo(200);
      var refused = login(demo.url(), PAGE);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("origin_not_allowed");
      assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(gateway(demo.url(), PAGE)).isEqualTo(403);
    }
  }

  @Test
  void demo_thatIsToldOtherwise_lets() throws Exception {
    try (var demo =
        BotswainProcess.start(
            Map.of("BOTSWAIN_ALLOWED_ORIGINS", PAGE),
            List.of(),
            "demo",
            "--port",
            "0",
            "--sim-port",
            "0")) {
      assertThat(login(demo.url(), PAGE).statusCode()).isEqualTo(200);
    }
  }

  private HttpResponse<String> login(String url, String origin) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url + "/api/auth/login"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"demo-token\"}"));
    if (origin != null) {
      request.header("Origin", origin);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static int gateway(String url, String origin) throws IOException {
    var to = URI.create(url);
    try (var socket = new Socket(to.getHost(), to.getPort())) {
      String request =
          """
          GET /gateway?v=10 HTTP/1.1\r
          Host: %s\r
          Origin: %s\r
          Upgrade: websocket\r
          Connection: Upgrade\r
          Sec-WebSocket-Version: 13\r
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
          \r
          """
              .formatted(to.getAuthority(), origin);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      var answer = new String(socket.getInputStream().readNBytes(12), US_ASCII);
      return Integer.parseInt(answer.substring(9));
    }
  }
}
