package dev.botswain.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/// Plain requests to the processes under test.
final class Http implements AutoCloseable {
  /// The form that Discord demands of a bot's User-Agent.
  static final String BOT_AGENT = "DiscordBot (https://example.org, 1)";

  /// The status of an answer that says to come back.
  static final int UNAVAILABLE = 503;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// How long a stream may take to begin.
  private static final Duration BEGINNING = Duration.ofSeconds(10);

  private static final int LOGINS = 10;
  private static final Duration LATER = Duration.ofSeconds(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();

  /// The answer's status.
  int status(String url) throws IOException, InterruptedException {
    return client.send(request(url).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /// An answer, with its body as JSON if it is JSON.
  record Answer(int status, JsonNode body) {
    /// The body, if the status means success.
    ///
    /// @throws IOException otherwise
    JsonNode expectOk(String what) throws IOException {
      if (status / 100 != 2) {
        throw new IOException(what + ": " + status + " " + body);
      }
      return body;
    }
  }

  /// Sends a GET as a session does.
  Answer get(String url, String session) throws IOException, InterruptedException {
    return get(url, session, PATIENCE);
  }

  /// The same, with a time after which there is no answer.
  Answer get(String url, String session, Duration patience)
      throws IOException, InterruptedException {
    return answer(request(url).timeout(patience).header("Authorization", session).build());
  }

  /// Opens a stream of events.
  ///
  /// @param lastId the event after which it continues; empty to leave that to the address
  HttpResponse<InputStream> open(String url, String session, String lastId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(url).timeout(BEGINNING).header("Authorization", session);
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /// Sends JSON.
  ///
  /// @param session empty for none
  Answer post(String url, String session, Map<String, ?> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(url)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (!session.isEmpty()) {
      request.header("Authorization", session);
    }
    return answer(request.build());
  }

  Answer delete(String url) throws IOException, InterruptedException {
    return answer(request(url).DELETE().build());
  }

  /// An answer's text.
  String text(String url) throws IOException, InterruptedException {
    return client.send(request(url).build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  JsonNode get(String url) throws IOException, InterruptedException {
    return answer(request(url).build()).expectOk(url);
  }

  /// Sends a GET to Discord as a bot does.
  JsonNode getAsBot(String url, String token) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(url).header("Authorization", "Bot " + token).header("User-Agent", BOT_AGENT);
    return answer(request.build()).expectOk(url);
  }

  /// Logs a bot in, and again after a moment if it is on its way between two nodes.
  ///
  /// @return its session id
  /// @throws IOException if it is refused
  String login(String server, String token) throws IOException, InterruptedException {
    Answer answer = post(server + "/api/auth/login", "", Map.of("token", token));
    for (int again = 0; answer.status() == UNAVAILABLE && again < LOGINS; again++) {
      Thread.sleep(LATER);
      answer = post(server + "/api/auth/login", "", Map.of("token", token));
    }
    return answer.expectOk("login").path("sessionId").asText();
  }

  private Answer answer(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), JSON.readTree(response.body()));
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
