package dev.botswain.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.api.Answers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/// A reader of server-sent events, as a person would write one.
public final class EventStream implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final InputStream body;
  private final BufferedReader lines;
  private String lastId;

  private EventStream(HttpClient client, InputStream body) {
    this.client = client;
    this.body = body;
    this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  public static EventStream open(String url, String session, String query) throws Exception {
    return open(url, session, query, null);
  }

  /// Returns when the server has answered.
  public static EventStream open(String url, String session, String query, String lastEventId)
      throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    var request = HttpRequest.newBuilder(URI.create(url + "/api/events" + query));
    if (session != null) {
      request.header("Authorization", session);
    }
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new AssertionError(
          response.statusCode()
              + " "
              + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
    }
    return new EventStream(client, response.body());
  }

  /// The next envelope.
  public JsonNode next() throws IOException {
    String data = null;
    while (true) {
      String line = lines.readLine();
      if (line == null) {
        throw new AssertionError("the stream ended");
      }
      if (line.startsWith("id: ")) {
        lastId = line.substring(4);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      } else if (line.isEmpty() && data != null) {
        JsonNode envelope = JSON.readTree(data);
        if (envelope.has("type")) {
          Answers.contract().checkEvent(data);
        }
        return envelope;
      }
    }
  }

  /// Reads up to the next empty line.
  public void skip() throws IOException {
    String line = lines.readLine();
    while (line != null && !line.isEmpty()) {
      lastId = line.startsWith("id: ") ? line.substring(4) : lastId;
      line = lines.readLine();
    }
  }

  public String lastId() {
    return lastId;
  }

  public void awaitEnd() throws IOException {
    while (lines.readLine() != null) {
      // What comes before the end does not matter.
    }
  }

  @Override
  public void close() throws IOException {
    body.close();
    client.shutdownNow();
  }
}
