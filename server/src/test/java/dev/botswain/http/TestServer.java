package dev.botswain.http;

import dev.botswain.api.Health;
import dev.botswain.api.TestApi;
import dev.botswain.config.Config;
import dev.botswain.error.ApiError;
import dev.botswain.trace.Traces;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// An [HttpFront] on its own port, with the real contract, its own sessions, and operations that a
/// test can replace.
public final class TestServer implements AutoCloseable {
  public static final String SESSION = "Authorization: good-session";

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Operation> operations = new HashMap<>();
  private final Map<String, String> sessions = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>(Map.of("BOTSWAIN_PORT", "0"));
  public final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  public final AtomicLong ticketNanos = new AtomicLong();
  public final Tickets tickets = new Tickets(ticketNanos::get);
  private Duration answerWithin = Duration.ofSeconds(30);
  private Health health = new Health(List.of());
  private HttpFront front;

  public TestServer() {
    for (var id : List.of("getSession", "listGuilds", "listChannels")) {
      operations.put(id, Operation.fromMemory(_ -> Answer.json(Map.of("operation", id))));
    }
  }

  public TestServer with(String operationId, Operation operation) {
    operations.put(operationId, operation);
    return this;
  }

  public TestServer set(String setting, String value) {
    settings.put("BOTSWAIN_" + setting, value);
    return this;
  }

  /// Knows one more session.
  public TestServer knows(String session, String fingerprint) {
    sessions.put(session, fingerprint);
    return this;
  }

  public TestServer answerWithin(Duration limit) {
    answerWithin = limit;
    return this;
  }

  public TestServer health(Health now) {
    health = now;
    return this;
  }

  public TestServer start() {
    listen().open();
    return this;
  }

  /// Listens without being open yet.
  public HttpFront listen() {
    var contract = TestApi.contract("/requests.json");
    var served = served();
    for (var described : contract.operations()) {
      var id = described.id();
      if (served.stream().noneMatch(resource -> resource.operations().containsKey(id))) {
        operations.putIfAbsent(id, _ -> Answer.json(Map.of("operation", id)));
      }
    }
    return listen(contract);
  }

  private List<Resource> served() {
    return TestApi.resources(() -> health, registry);
  }

  public TestServer start(Contract contract) {
    listen(contract).open();
    return this;
  }

  private HttpFront listen(Contract contract) {
    var resources = new ArrayList<>(served());
    resources.add(() -> operations);
    front =
        new HttpFront(
            vertx,
            Clock.systemUTC(),
            Config.load(settings),
            registry,
            new Served(
                contract,
                resources,
                Map.of("session", new TestAdmission(), "operator", new TestAdmission()),
                tickets,
                TestApi.failures(),
                answerWithin),
            Traces.OFF);
    await(front.listen());
    return front;
  }

  /// Knows two sessions and those that were added, which may do everything.
  private final class TestAdmission implements Admission {
    @Override
    public Caller find(@Nullable String id) {
      return switch (id) {
        case null -> throw ApiError.MISSING_SESSION.refusal();
        case "good-session" -> () -> "f1f1f1";
        case "other-session" -> () -> "f2f2f2";
        case "rejected-session" -> throw ApiError.TOKEN_REJECTED.refusal();
        default -> {
          var fingerprint = sessions.get(id);
          if (fingerprint == null) {
            throw ApiError.UNKNOWN_SESSION.refusal();
          }
          yield () -> fingerprint;
        }
      };
    }

    @Override
    public Caller findOfPage(String holder, @Nullable String secret) {
      return find(secret);
    }

    @Override
    public void check(
        Caller caller, Contract.Described operation, Map<String, Object> parameters) {}

    @Override
    public void check(Caller caller, JsonObject body) {}
  }

  public HttpFront front() {
    return front;
  }

  public Vertx vertx() {
    return vertx;
  }

  public int port() {
    return front.port();
  }

  public Wire connect() {
    return new Wire(front.port());
  }

  /// One request on a new connection.
  public Wire.Response get(String target, String... headers) {
    try (var wire = connect()) {
      return wire.get(target, headers);
    }
  }

  public Wire.Response post(String target, String body, String... headers) {
    try (var wire = connect()) {
      return wire.post(target, body, headers);
    }
  }

  public Wire.Response request(String method, String target, String... headers) {
    try (var wire = connect()) {
      return wire.request(method, target, List.of(headers), "");
    }
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("not in time, or failed", e);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
