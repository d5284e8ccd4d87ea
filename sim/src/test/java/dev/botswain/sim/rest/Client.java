package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/// Calls the REST API of a sim.
final class Client implements AutoCloseable {
  static final String AGENT = "DiscordBot (https://example.org, 1.0)";

  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;

  /// @param url without a path
  Client(String url) {
    this.url = url;
  }

  /// A request of the bot with this token.
  ///
  /// @param json the body, or null for none
  Reply call(String token, String method, String path, String json) {
    var request = request(method, path, json == null ? null : BodyPublishers.ofString(json));
    if (json != null) {
      request.header("Content-Type", "application/json");
    }
    return send(request.header("Authorization", "Bot " + token));
  }

  /// A request without a token, to be completed.
  HttpRequest.Builder request(String method, String path, BodyPublisher body) {
    String full = path.startsWith("/api") ? path : "/api/v10" + path;
    return HttpRequest.newBuilder(URI.create(url + full))
        .method(method, body == null ? BodyPublishers.noBody() : body)
        .header("User-Agent", AGENT);
  }

  Reply send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      JsonNode body =
          type.startsWith("application/json")
              ? Bodies.JSON.readTree(response.body())
              : MissingNode.getInstance();
      return new Reply(response.statusCode(), response.headers(), body, response.body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
