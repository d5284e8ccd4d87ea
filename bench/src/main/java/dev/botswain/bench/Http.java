package dev.botswain.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// Plain requests to the processes under test.
final class Http implements AutoCloseable {
  /// How Discord wants bots to call themselves.
  static final String BOT_AGENT = "DiscordBot (https://example.org, 1)";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();

  /// The answer's status.
  int status(String url) throws IOException, InterruptedException {
    return client.send(request(url).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  JsonNode get(String url) throws IOException, InterruptedException {
    return body(request(url).build());
  }

  /// As a bot asks Discord.
  JsonNode getAsBot(String url, String token) throws IOException, InterruptedException {
    return body(
        request(url)
            .header("Authorization", "Bot " + token)
            .header("User-Agent", BOT_AGENT)
            .build());
  }

  /// Logs a bot in.
  ///
  /// @return its session id
  /// @throws IOException if it is refused
  String login(String server, String token) throws IOException, InterruptedException {
    return post(server + "/api/auth/login", "", Map.of("token", token)).path("sessionId").asText();
  }

  /// Sends JSON.
  ///
  /// @param session whose right it is; empty for none
  JsonNode post(String url, String session, Object body) throws IOException, InterruptedException {
    HttpRequest.Builder request = request(url).header("Content-Type", "application/json");
    if (!session.isEmpty()) {
      request.header("Authorization", session);
    }
    return body(
        request.POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))).build());
  }

  private JsonNode body(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          request.uri()
              + ": "
              + response.statusCode()
              + " "
              + new String(response.body(), StandardCharsets.UTF_8));
    }
    return JSON.readTree(response.body());
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofMinutes(2));
  }

  @Override
  public void close() {
    client.close();
  }
}
