package dev.botswain.relay.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.action.ActionTable;
import dev.botswain.testing.Botswain;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Our requests to Discord match Discord's own OpenAPI document, if that is available: in
/// `../shared/discord/openapi.json` beside this repository, or at the path in the system property
/// `discord.openapi`.
class SentRequestsTest {

  @Test
  void everyRequest_isAnOperationOfDiscords_withItsParameters() throws IOException {
    Path file = Path.of(System.getProperty("discord.openapi", "../../shared/discord/openapi.json"));
    if (!Files.exists(file)) {
      System.out.println("left out: no OpenAPI document of Discord's at " + file);
      return;
    }
    JsonNode contract = new ObjectMapper().readTree(file.toFile());
    try (var botswain = Botswain.start()) {
      String session = botswain.session(Botswain.TOKEN);
      botswain.get("/api/members", session);
      String channel =
          botswain.get("/api/channels?type=text", session).body().path(0).path("id").asText();
      for (String query : Set.of("limit=150", "around=1", "before=99", "after=1")) {
        botswain.get("/api/messages?channelId=" + channel + "&" + query, session);
      }
      JsonNode sent =
          botswain
              .simGet("/sim/bots/" + botswain.simBot(Botswain.TOKEN) + "/requests?limit=100")
              .body();
      assertThat(sent.size()).isGreaterThan(8);
      for (JsonNode request : sent) {
        check(contract, request);
        assertThat(request.path("headers").toString())
            .contains("DiscordBot (https://")
            .doesNotContain(Botswain.TOKEN);
      }
    }
  }

  @Test
  void everyAction_isAnOperationOfDiscords() throws IOException {
    Path file = Path.of(System.getProperty("discord.openapi", "../../shared/discord/openapi.json"));
    if (!Files.exists(file)) {
      System.out.println("left out: no OpenAPI document of Discord's at " + file);
      return;
    }
    JsonNode contract = new ObjectMapper().readTree(file.toFile());
    for (var row : ActionTable.ROWS) {
      var request = row.discord().split(" ");
      assertThat(
              item(contract, request[1].replace("*", "1")).has(request[0].toLowerCase(Locale.ROOT)))
          .as("%s: %s", row, row.discord())
          .isTrue();
    }
  }

  private static void check(JsonNode contract, JsonNode request) {
    String path = request.path("path").asText().replace("/api/v10", "");
    String method = request.path("method").asText().toLowerCase(Locale.ROOT);
    JsonNode item = item(contract, path);
    JsonNode operation = item.path(method);
    assertThat(operation.isObject()).as("%s %s is an operation", method, path).isTrue();
    var known = new HashSet<String>();
    for (JsonNode parameters :
        new JsonNode[] {item.path("parameters"), operation.path("parameters")}) {
      for (JsonNode parameter : parameters) {
        if (parameter.path("in").asText().equals("query")) {
          known.add(parameter.path("name").asText());
        }
      }
    }
    assertThat(known).as("%s %s", method, path).containsAll(names(request.path("query").asText()));
  }

  /// The matching path of the contract with the fewest placeholders.
  private static JsonNode item(JsonNode contract, String path) {
    JsonNode paths = contract.path("paths");
    if (paths.has(path)) {
      return paths.path(path);
    }
    for (var entry : paths.properties()) {
      if (path.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+"))) {
        return entry.getValue();
      }
    }
    throw new AssertionError("Discord has no " + path);
  }

  private static Set<String> names(String query) {
    var names = new HashSet<String>();
    Arrays.stream(query.split("&"))
        .filter(pair -> !pair.isEmpty())
        .forEach(pair -> names.add(URLDecoder.decode(pair.split("=")[0], StandardCharsets.UTF_8)));
    return names;
  }
}
