package dev.botswain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.cli.OperatorCommands;
import dev.botswain.config.Config;
import dev.botswain.log.Logging;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A short run of the whole program, from which the JVM learns what to store in its AOT cache:
/// which classes it needs, and profiles of methods that are called often, so that a server compiles
/// them early and only once. Bots log in to a simulated Discord, read, write, listen and log out,
/// and the operator asks once. The launcher runs this once for each build.
final class Rehearsal {
  /// Enough that the code of a login is called often.
  private static final int BOTS = 300;

  private static final int AT_ONCE = 8;

  /// This includes comments, every few seconds.
  private static final int MOST_LINES = 20;

  private static final String OPERATOR_KEY = "a-key-that-opens-only-this-rehearsal";

  private static final List<String> ONCE =
      List.of("/health/live", "/health/ready", "/openapi.json", "/docs");
  private static final List<String> READS =
      List.of(
          "/api/session",
          "/api/guilds",
          "/api/members?limit=10",
          "/api/channels?type=text",
          "/api/events/poll?limit=10",
          "/api/v10/users/@me");

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client;
  private final String url;

  private Rehearsal(HttpClient client, String url) {
    this.client = client;
    this.url = url;
  }

  public static void main(String[] arguments) throws Exception {
    try (var data = TemporaryFolder.create()) {
      var config =
          Config.load(
              Map.of(
                  "BOTSWAIN_HOST", "127.0.0.1",
                  "BOTSWAIN_PORT", "0",
                  "BOTSWAIN_LOGINS_PER_MINUTE", "0",
                  "BOTSWAIN_SESSION_REQUESTS_PER_SECOND", "0",
                  "BOTSWAIN_OPERATOR_KEY", OPERATOR_KEY,
                  "BOTSWAIN_DATA", data.path().toString()));
      Logging.start(config.logs());
      play(config, BOTS);
      Logging.stop();
    }
  }

  /// @throws ExecutionException if any request fails
  static void play(Config config, int bots)
      throws IOException, InterruptedException, ExecutionException {
    try (var demo = Demo.crowded(config, bots, Clock.systemUTC());
        var client = HttpClient.newHttpClient();
        var users = Executors.newFixedThreadPool(AT_ONCE)) {
      var rehearsal = new Rehearsal(client, demo.url());
      for (String path : ONCE) {
        rehearsal.get(path, "");
      }
      var key = config.access().operatorKey();
      if (key.isPresent()) {
        rehearsal.get("/metrics", key.get().value());
      }
      OperatorCommands.run(
          List.of("operator", "bots", "list"),
          Map.of("BOTSWAIN_URL", demo.url(), "BOTSWAIN_OPERATOR_KEY", OPERATOR_KEY));
      List<Callable<Void>> parts =
          IntStream.rangeClosed(1, bots)
              .<Callable<Void>>mapToObj(bot -> () -> rehearsal.play(Demo.tokenOf(bot)))
              .toList();
      for (Future<Void> part : users.invokeAll(parts)) {
        part.get();
      }
    }
  }

  private Void play(String token) throws IOException, InterruptedException {
    String login = post("/api/auth/login", "", Map.of("token", token));
    String session = json.readTree(login).path("sessionId").asText();
    for (String path : READS) {
      get(path, session);
    }
    JsonNode channels = json.readTree(get("/api/channels?type=text", session));
    String channel = channels.path(0).path("id").asText();
    get("/api/messages?limit=20&channelId=" + channel, session);
    try (Stream<String> lines = send(request("/api/events", session), BodyHandlers.ofLines())) {
      post("/api/channels/" + channel + "/messages", session, Map.of("content", "Ahoy"));
      if (lines.limit(MOST_LINES).noneMatch(line -> line.contains("MESSAGE_CREATE"))) {
        throw new IOException("a message did not arrive");
      }
    }
    post("/api/auth/logout", session, Map.of());
    return null;
  }

  private String get(String path, String session) throws IOException, InterruptedException {
    return send(request(path, session), BodyHandlers.ofString());
  }

  private String post(String path, String session, Map<String, String> body)
      throws IOException, InterruptedException {
    var bytes = BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
    return send(
        request(path, session).header("Content-Type", "application/json").POST(bytes),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String session) {
    return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", session);
  }

  private <T> T send(HttpRequest.Builder builder, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    var request = builder.build();
    var response = client.send(request, handler);
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          "%s was answered with %s".formatted(request.uri(), response.statusCode()));
    }
    return response.body();
  }
}
