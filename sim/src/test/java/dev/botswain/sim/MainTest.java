package dev.botswain.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MainTest {
  @Test
  void main_json_saysWhereItIsAndATokenThatWorks() throws Exception {
    Process sim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.botswain.sim.Main",
                "--json",
                "--port",
                "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = sim.inputReader();
        var client = HttpClient.newHttpClient()) {
      JsonNode line = new ObjectMapper().readTree(out.readLine());

      assertThat(line.properties())
          .extracting(Map.Entry::getKey)
          .isEqualTo(List.of("url", "apiUrl", "gatewayUrl", "token"));
      assertThat(line.path("gatewayUrl").asText())
          .isEqualTo(line.path("url").asText().replace("http:", "ws:"));
      var me =
          HttpRequest.newBuilder(URI.create(line.path("apiUrl").asText() + "/users/@me"))
              .header("Authorization", "Bot " + line.path("token").asText())
              .build();
      assertThat(client.send(me, BodyHandlers.ofString()).body()).contains("Harbour Pilot");
    } finally {
      sim.destroyForcibly().waitFor();
    }
  }
}
