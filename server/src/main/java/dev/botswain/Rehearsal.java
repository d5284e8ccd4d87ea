package dev.botswain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.config.Config;
import dev.botswain.log.Logging;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// A short life of the whole program, from which the JVM learns what to keep in its AOT cache: a
/// demo starts, a bot is logged in and read from, and everything is closed again. The launcher has
/// this run once for each build.
final class Rehearsal {
  private static final List<String> READS =
      List.of(
          "/api/session",
          "/api/guilds",
          "/api/members?limit=10",
          "/health/live",
          "/health/ready",
          "/metrics",
          "/openapi.json",
          "/docs");

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client;
  private final String url;

  private Rehearsal(HttpClient client, String url) {
    this.client = client;
    this.url = url;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (var data = TemporaryFolder.create()) {
      var config =
          Config.load(
              Map.of(
                  "BOTSWAIN_HOST", "127.0.0.1",
                  "BOTSWAIN_PORT", "0",
                  "BOTSWAIN_DATA", data.path().toString()));
      Logging.start(config.logs());
      play(config);
      Logging.stop();
    }
  }

  /// @throws IllegalStateException if any request is not answered with 200
  static void play(Config config) throws IOException, InterruptedException {
    try (var demo = Demo.start(config, 0, Clock.systemUTC());
        var client = HttpClient.newHttpClient()) {
      new Rehearsal(client, demo.url()).play();
    }
  }

  private void play() throws IOException, InterruptedException {
    var credentials = json.createObjectNode().put("token", Demo.TOKEN).toString();
    var login =
        request("/api/auth/login", "")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(credentials));
    var session = json.readTree(send(login)).path("sessionId").asText();
    for (var path : READS) {
      send(request(path, session));
    }
    for (JsonNode channel : json.readTree(send(request("/api/channels?type=text", session)))) {
      send(request("/api/messages?limit=10&channelId=" + channel.path("id").asText(), session));
    }
    send(request("/api/auth/logout", session).POST(BodyPublishers.noBody()));
  }

  private HttpRequest.Builder request(String path, String session) {
    return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", session);
  }

  private String send(HttpRequest.Builder builder) throws IOException, InterruptedException {
    var request = builder.build();
    var response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "%s was answered with %d".formatted(request.uri(), response.statusCode()));
    }
    return response.body();
  }
}
