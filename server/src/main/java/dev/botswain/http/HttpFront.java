package dev.botswain.http;

import dev.botswain.config.Config;
import dev.botswain.config.HttpConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Listens, and serves what it was given: the front type of this package.
public final class HttpFront {
  /// WebSocket readers of events send little, and so do clients of Discord's gateway, which must be
  /// able to answer a message of more than 4,096 bytes with its own code.
  private static final int MAX_SOCKET_MESSAGE = 16_384;

  private static final int MAX_ADDRESSES = 50_000;

  /// A share of the 10,000 in ten minutes that Discord accepts from this server's address.
  private static final int MAX_INVALID = 100;

  private final Vertx vertx;
  private final Clock clock;
  private final HttpConfig http;
  private final ClientAddress addresses;
  private final RequestMetrics metrics;
  private final Shared shared;
  private final Spool spool;
  private final Door door = new Door(Door.openFiles());
  private final Dispatcher dispatcher;
  private final Site site;
  private final @Nullable Tls tls;

  /// Listens to nothing before [#listen].
  ///
  /// @throws IllegalArgumentException if the resources and the contract do not match
  public HttpFront(
      Vertx vertx, Clock clock, Config config, PrometheusMeterRegistry registry, Served served) {
    this.vertx = vertx;
    this.clock = clock;
    http = config.http();
    spool = new Spool(config.data().folder());
    var cors = new Cors(http.allowedOrigins(), http.publicUrl());
    addresses = new ClientAddress(http.trustedProxies());
    metrics = new RequestMetrics(registry);
    shared =
        new Shared(
            cors,
            new Gzip(),
            served.failures(),
            metrics.of("none"),
            Memory.of(http.maxBodyBytes()),
            spool);
    site = new Site(vertx, http.host(), http.port(), config.tls().isOn());
    tls =
        TlsFiles.of(config.tls())
            .map(files ->
                new Tls(files, vertx, clock, http.requestTimeout(), registry, site::secure))
            .orElse(null);
    var work = new Work(vertx, served.answerWithin());
    Gauge.builder("botswain.http.waiting", work, Work::running)
        .description("Requests that wait for Discord or for a bot")
        .register(registry);
    dispatcher =
        new Dispatcher(
            new Router(routes(served)),
            served.admissions(),
            served.tickets(),
            limits(config),
            addresses,
            work);
  }

  private static CallerLimits limits(Config config) {
    var limits = config.limits();
    var second = Duration.ofSeconds(1);
    return new CallerLimits(
        new RateLimit(
            limits.sessionPerSecond(), second, config.sessions().max() + 1, System::nanoTime),
        new TenantRates(System::nanoTime),
        new RateLimit(
            limits.loginPerMinute(), Duration.ofMinutes(1), MAX_ADDRESSES, System::nanoTime),
        new AnonymousLimits(
            new RateLimit(limits.sessionPerSecond(), second, MAX_ADDRESSES, System::nanoTime),
            new RateLimit(MAX_INVALID, Duration.ofMinutes(10), MAX_ADDRESSES, System::nanoTime)));
  }

  /// Leaves the requests that a mount covers to it. To be called before [#listen].
  public HttpFront mount(Mount mount) {
    dispatcher.mount(mount, metrics.of(mount.name()));
    return this;
  }

  /// Listens, and answers everything with 503 before [#open]. Fails if the port is taken.
  ///
  /// @throws TlsUnusableException if the certificate or its key cannot be used
  public Future<Void> listen() {
    return site.listen(this::listener).compose(_ -> watched());
  }

  private Future<Void> watched() {
    return tls == null ? Future.succeededFuture() : vertx.deployVerticle(tls).mapEmpty();
  }

  /// Accepts requests from now on.
  public void open() {
    spool.clear();
    dispatcher.open();
  }

  /// The port that it listens on, even if the configuration says 0.
  ///
  /// @throws IllegalStateException before it has started
  int port() {
    return site.port();
  }

  /// Its address, without a trailing slash.
  ///
  /// @throws IllegalStateException before it has started
  public String url() {
    return site.url();
  }

  /// Answers new requests with 503 and lets those in progress finish, for at most `grace`; then
  /// closes all connections.
  public Future<Void> shutdown(Duration grace) {
    dispatcher.stop();
    var idle = site.idle();
    return (grace.isZero()
            ? Future.<Object>succeededFuture()
            : idle.timeout(grace.toMillis(), TimeUnit.MILLISECONDS))
        .transform(_ -> close());
  }

  /// Closes all connections at once.
  Future<Void> close() {
    return site.close().onComplete(_ -> spool.close());
  }

  private Listener listener(SocketAddress address) {
    return new Listener(
        options(),
        address,
        dispatcher,
        new Connections(
            addresses, door, http.requestTimeout().toNanos(), http.idleTimeout().toNanos()),
        shared,
        clock);
  }

  /// Without TLS, HTTP/1.1 only: no browser speaks HTTP/2 without it, and proxies need not.
  /// WebSocket messages are not compressed, like Discord's: compression would cost each connection
  /// more memory than everything else.
  private HttpServerOptions options() {
    var options = plainOptions();
    return tls == null
        ? options
        : tls.secured(
            Http2.bounded(options),
            new Handshakes(addresses, door, http.requestTimeout().toNanos()));
  }

  private HttpServerOptions plainOptions() {
    return new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength(http.maxHeaderBytes())
        .setMaxHeaderSize(http.maxHeaderBytes())
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(MAX_SOCKET_MESSAGE)
        .setMaxWebSocketMessageSize(MAX_SOCKET_MESSAGE)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(Math.toIntExact(http.idleTimeout().toMillis()));
  }

  private List<Endpoint> routes(Served served) {
    Map<String, Operation> operations = new HashMap<>();
    for (var resource : served.resources()) {
      resource
          .operations()
          .forEach((id, operation) -> {
            if (operations.put(id, operation) != null) {
              throw new IllegalArgumentException("two resources answer " + id);
            }
          });
    }
    var routes = new ArrayList<Endpoint>();
    var missing = new TreeSet<String>();
    for (var described : served.contract().operations()) {
      var operation = operations.remove(described.id());
      if (operation == null) {
        missing.add(described.id());
      } else {
        routes.add(new Endpoint(described, operation, metrics.of(described.id())));
      }
    }
    if (!missing.isEmpty() || !operations.isEmpty()) {
      throw new IllegalArgumentException(
          "no resource answers %s; the contract does not know %s"
              .formatted(missing, new TreeSet<>(operations.keySet())));
    }
    return routes;
  }
}
