package dev.botswain.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/// Plain requests to the processes under test.
final class Http implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();

  /// The answer's status.
  int status(String url) throws IOException, InterruptedException {
    return client.send(request(url).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  JsonNode get(String url) throws IOException, InterruptedException {
    return body(request(url).build());
  }

  /// Logs a bot in.
  ///
  /// @return its session id
  /// @throws IOException if it is refused
  String login(String server, String token) throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(Map.of("token", token));
    HttpRequest request =
        request(server + "/api/auth/login")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return body(request).path("sessionId").asText();
  }

  private JsonNode body(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    JsonNode body = JSON.readTree(response.body());
    if (response.statusCode() != 200) {
      throw new IOException(request.uri() + ": " + response.statusCode() + " " + body);
    }
    return body;
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofMinutes(2));
  }

  @Override
  public void close() {
    client.close();
  }
}
