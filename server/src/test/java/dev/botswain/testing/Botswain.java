package dev.botswain.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.Server;
import dev.botswain.api.Answers;
import dev.botswain.config.Config;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/// The whole product on loopback, with a simulated Discord: the API for callers, and the sim's
/// control API.
public final class Botswain implements AutoCloseable {
  public static final String TOKEN = "demo-token";
  public static final String TOKEN_THREE_GUILDS = "demo-token-three-guilds";

  /// The operator's key of every server that is started here.
  public static final String OPERATOR_KEY = "bwo_a-key-of-the-operator-for-tests-only";

  public static final String TOKEN_NO_INTENTS = "demo-token-no-intents";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sim sim;
  private final boolean ownSim;
  private final Server server;
  private final HttpClient http;

  private Botswain(Sim sim, boolean ownSim, Server server, HttpClient http) {
    this.sim = sim;
    this.ownSim = ownSim;
    this.server = server;
    this.http = http;
  }

  public static Botswain start() {
    return start(SimOptions.DEFAULT, Map.of());
  }

  /// @param settings as in the environment
  public static Botswain start(SimOptions options, Map<String, String> settings) {
    Sim sim = Sim.start(options);
    try {
      return start(sim, true, settings);
    } catch (RuntimeException e) {
      sim.close();
      throw e;
    }
  }

  /// The same with TLS.
  public static Botswain start(PemFiles certificate) {
    Sim sim = Sim.start(SimOptions.DEFAULT);
    try {
      var settings = certificate.settings();
      return start(sim, true, settings, Clock.systemUTC(), certificate.client());
    } catch (RuntimeException e) {
      sim.close();
      throw e;
    }
  }

  /// With an existing sim, which keeps running.
  public static Botswain onSim(Sim sim, Map<String, String> settings) {
    return start(sim, false, settings);
  }

  /// The same, with another clock.
  public static Botswain onSim(Sim sim, Map<String, String> settings, Clock clock) {
    return start(sim, false, settings, clock);
  }

  private static Botswain start(Sim sim, boolean ownSim, Map<String, String> settings) {
    return start(sim, ownSim, settings, Clock.systemUTC());
  }

  private static Botswain start(
      Sim sim, boolean ownSim, Map<String, String> settings, Clock clock) {
    return start(sim, ownSim, settings, clock, HttpClient.newHttpClient());
  }

  private static Botswain start(
      Sim sim, boolean ownSim, Map<String, String> settings, Clock clock, HttpClient client) {
    var environment = new HashMap<>(settings);
    environment.putIfAbsent("BOTSWAIN_HOST", "127.0.0.1");
    environment.putIfAbsent("BOTSWAIN_PORT", "0");
    environment.putIfAbsent("BOTSWAIN_DATA", "memory");
    environment.putIfAbsent("BOTSWAIN_OPERATOR_KEY", OPERATOR_KEY);
    environment.putIfAbsent("BOTSWAIN_DISCORD_API", sim.apiUrl());
    var server = Server.start(Config.load(environment), clock);
    server.settled().toCompletionStage().toCompletableFuture().join();
    return new Botswain(sim, ownSim, server, client);
  }

  public String url() {
    return server.url();
  }

  /// The server itself, without its APIs.
  public Server server() {
    return server;
  }

  /// A client of the server.
  public HttpClient http() {
    return http;
  }

  public String simUrl() {
    return sim.url();
  }

  /// Reads or changes the simulated world.
  public <T> T inWorld(Function<World, T> action) {
    return sim.call(() -> action.apply(sim.world()));
  }

  /// An answer, with its body parsed as JSON if it is JSON.
  public record Answer(int status, JsonNode body, HttpResponse<String> raw) {
    public String header(String name) {
      return raw.headers().firstValue(name).orElse(null);
    }

    public List<String> ids() {
      return body.findValuesAsText("id");
    }
  }

  public Answer get(String path, String session) {
    return send(request(server.url() + path).GET(), session);
  }

  /// The metrics, as the operator sees them.
  public String metrics() {
    Answer answer = get("/metrics", OPERATOR_KEY);
    if (answer.status() != 200) {
      throw new AssertionError("metrics: " + answer.status() + " " + answer.body());
    }
    return answer.raw().body();
  }

  public Answer post(String path, String session, Object body) {
    return send(request(server.url() + path).POST(json(body)), session);
  }

  public Answer login(String token) {
    return post("/api/auth/login", null, Map.of("token", token));
  }

  /// Logs in, which must succeed.
  public String session(String token) {
    Answer login = login(token);
    if (login.status() != 200) {
      throw new AssertionError("login: " + login.status() + " " + login.body());
    }
    return login.body().path("sessionId").asText();
  }

  public Answer logout(String session) {
    return send(
        request(server.url() + "/api/auth/logout").POST(HttpRequest.BodyPublishers.noBody()),
        session);
  }

  public Answer simGet(String path) {
    return send(request(sim.url() + path).GET(), null);
  }

  public Answer simPost(String path, Object body) {
    return send(request(sim.url() + path).POST(json(body)), null);
  }

  /// The id of the bot with this token in the demo world.
  public String simBot(String token) {
    for (JsonNode bot : simGet("/sim/bots").body()) {
      if (Set.of(bot.path("token").asText(), bot.path("alias").asText()).contains(token)) {
        return bot.path("id").asText();
      }
    }
    throw new AssertionError("no such bot");
  }

  /// The sim's counters for a bot.
  public JsonNode stats(String token) {
    return simGet("/sim/bots/" + simBot(token) + "/stats").body();
  }

  /// Causes a fault in a bot's connections.
  public void gateway(String token, Map<String, ?> what) {
    Answer answer = simPost("/sim/bots/" + simBot(token) + "/gateway", what);
    if (answer.status() >= 300) {
      throw new AssertionError("gateway: " + answer.status() + " " + answer.body());
    }
  }

  /// Makes the next matching REST calls fail.
  public void fault(String method, String path, int status, int times, Map<String, ?> more) {
    ObjectNode fault = JSON.createObjectNode();
    fault.put("method", method).put("path", path).put("status", status).put("times", times);
    fault.setAll((ObjectNode) JSON.valueToTree(more));
    Answer answer = simPost("/sim/faults", fault);
    if (answer.status() >= 300) {
      throw new AssertionError("fault: " + answer.status() + " " + answer.body());
    }
  }

  /// Waits until an assertion holds, and fails with its last failure.
  public static void eventually(ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(assertion);
  }

  /// Every answer of the API is checked against the contract, except incomplete ones that say that
  /// Discord's answer could not be read.
  public Answer send(HttpRequest.Builder request, String session) {
    if (session != null) {
      request.header("Authorization", session);
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      boolean less = response.headers().firstValue("Botswain-Answer-Unread").isPresent();
      if (!less && response.uri().toString().startsWith(server.url())) {
        Answers.contract()
            .check(
                response.request().method(),
                response.uri().getRawPath(),
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(null),
                response.body());
      }
      return new Answer(response.statusCode(), tree(response.body()), response);
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static JsonNode tree(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException _) {
      return JSON.missingNode();
    }
  }

  public static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Content-Type", "application/json")
        .timeout(Duration.ofSeconds(60));
  }

  private static HttpRequest.BodyPublisher json(Object body) {
    try {
      return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// Stops only the server, as SIGTERM would.
  public void stop() {
    server.close();
  }

  @Override
  public void close() {
    http.close();
    server.close();
    if (ownSim) {
      sim.close();
    }
  }
}
