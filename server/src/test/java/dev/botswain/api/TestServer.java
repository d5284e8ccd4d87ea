package dev.botswain.api;

import dev.botswain.config.Config;
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

/// An [Api] on a port of its own, with the real contract, sessions of its own, and operations that
/// a test may replace.
final class TestServer implements AutoCloseable {
  static final String SESSION = "Authorization: good-session";

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Operation> operations = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>(Map.of("BOTSWAIN_PORT", "0"));
  final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final AtomicLong ticketNanos = new AtomicLong();
  final Tickets tickets = new Tickets(ticketNanos::get);
  private Duration answerWithin = Duration.ofSeconds(30);
  private Health health = new Health(List.of());
  private Api api;

  TestServer() {
    for (var id : List.of("getSession", "listGuilds", "listChannels")) {
      operations.put(id, Operation.fromMemory(_ -> Answer.json(Map.of("operation", id))));
    }
  }

  TestServer with(String operationId, Operation operation) {
    operations.put(operationId, operation);
    return this;
  }

  TestServer set(String setting, String value) {
    settings.put("BOTSWAIN_" + setting, value);
    return this;
  }

  TestServer answerWithin(Duration limit) {
    answerWithin = limit;
    return this;
  }

  TestServer health(Health now) {
    health = now;
    return this;
  }

  TestServer start() {
    listen().open();
    return this;
  }

  /// Listens without being open yet.
  Api listen() {
    var contract = ApiContract.load("/requests.json");
    var served = served(contract);
    for (var described : contract.operations()) {
      var id = described.id();
      if (served.stream().noneMatch(resource -> resource.operations().containsKey(id))) {
        operations.putIfAbsent(id, _ -> Answer.json(Map.of("operation", id)));
      }
    }
    return listen(contract);
  }

  private List<Resource> served(Contract contract) {
    return List.of(
        new HealthResource(() -> health),
        new MetricsResource(registry),
        new ContractResource(),
        new DocsResource());
  }

  TestServer start(Contract contract) {
    listen(contract).open();
    return this;
  }

  private Api listen(Contract contract) {
    var resources = new ArrayList<>(served(contract));
    resources.add(() -> operations);
    api =
        new Api(
            vertx,
            Clock.systemUTC(),
            Config.load(settings),
            answerWithin,
            new TestAdmission(),
            new ApiFailures(),
            tickets,
            registry,
            contract,
            _ -> resources);
    await(api.listen());
    return api;
  }

  /// Knows two sessions, which may do everything.
  private static final class TestAdmission implements Admission {
    @Override
    public Caller find(String id) {
      return switch (id) {
        case "good-session" -> () -> "f1f1f1";
        case "other-session" -> () -> "f2f2f2";
        case "rejected-session" -> throw ApiError.TOKEN_REJECTED.refusal();
        default -> throw ApiError.UNKNOWN_SESSION.refusal();
      };
    }

    @Override
    public void check(
        Caller caller, Contract.Described operation, Map<String, Object> parameters) {}

    @Override
    public void check(Caller caller, JsonObject body) {}
  }

  Api api() {
    return api;
  }

  Vertx vertx() {
    return vertx;
  }

  Wire connect() {
    return new Wire(api.port());
  }

  /// One request on a connection of its own.
  Wire.Response get(String target, String... headers) {
    try (var wire = connect()) {
      return wire.get(target, headers);
    }
  }

  Wire.Response post(String target, String body, String... headers) {
    try (var wire = connect()) {
      return wire.post(target, body, headers);
    }
  }

  Wire.Response request(String method, String target, String... headers) {
    try (var wire = connect()) {
      return wire.request(method, target, List.of(headers), "");
    }
  }

  static <T> T await(Future<T> future) {
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
