package dev.botswain.http;

import dev.botswain.config.Config;
import dev.botswain.config.HttpConfig;
import dev.botswain.trace.Traces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
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
  private final Spool spool;
  private final CallerLimits limits;
  private final Dispatcher dispatcher;
  private final Optional<Dispatcher> ofOperator;
  private final ListenAddress callers;
  private final Optional<ListenAddress> operator;
  private final @Nullable Tls tls;
  private final Shared shared;
  private volatile @Nullable ListenAddress nodes;

  /// Listens to nothing before [#listen].
  ///
  /// @throws IllegalArgumentException if the resources and the contract do not match
  /// @throws TlsUnusableException if the certificate or its key cannot be used
  public HttpFront(
      Vertx vertx,
      Clock clock,
      Config config,
      PrometheusMeterRegistry registry,
      Served served,
      Traces traces) {
    this.vertx = vertx;
    this.clock = clock;
    http = config.http();
    spool = new Spool(config.data().folder());
    addresses = new ClientAddress(http.trustedProxies());
    metrics = new RequestMetrics(registry);
    tls =
        TlsFiles.of(config.tls())
            .map(files ->
                new Tls(files, vertx, clock, http.requestTimeout(), registry, this::secure))
            .orElse(null);
    var work = new Work(vertx, served.answerWithin());
    Gauge.builder("botswain.http.waiting", work, Work::running)
        .description("Requests that wait for Discord or for a bot")
        .register(registry);
    limits = limits(config);
    Function<List<Endpoint>, Dispatcher> dispatching =
        endpoints ->
            new Dispatcher(
                new Router(endpoints),
                served.admissions(),
                served.tickets(),
                limits,
                addresses,
                work);
    var routes = new Routes(served, metrics);
    var access = config.access();
    dispatcher =
        dispatching.apply(access.operatorPort().isEmpty() ? routes.all() : routes.ofCallers());
    shared =
        new Shared(
            access.operatorPort().isEmpty() ? Port.BOTH : Port.CALLERS,
            new Cors(http.allowedOrigins(), http.publicUrl()),
            new Gzip(),
            served.failures(),
            metrics.of(RequestMetrics.NO_OPERATION),
            Memory.of(http.maxBodyBytes()),
            spool,
            traces);
    callers =
        site(http.host(), http.port(), tls != null, dispatcher, shared, new Door(Door.openFiles()));
    ofOperator = access.operatorPort().map(_ -> dispatching.apply(routes.ofOperator()));
    operator =
        access
            .operatorPort()
            .map(port ->
                site(
                    access.operatorHost(),
                    port,
                    tls != null && !access.isOperatorLocal(),
                    ofOperator.orElseThrow(),
                    shared.ofOperator(),
                    new Door(Door.openFiles() / 8)));
  }

  private ListenAddress site(
      String host, int port, boolean secure, Dispatcher dispatcher, Shared shared, Door door) {
    return new ListenAddress(
        vertx,
        host,
        port,
        secure,
        dispatcher,
        address -> listener(options(secure, door), address, dispatcher, shared, door));
  }

  private Listener listener(
      HttpServerOptions options,
      SocketAddress address,
      Entrance entrance,
      Shared shared,
      Door door) {
    return new Listener(
        options,
        address,
        entrance,
        new Connections(
            addresses, door, http.requestTimeout().toNanos(), http.idleTimeout().toNanos()),
        shared,
        clock);
  }

  /// Forms that a tenant is uploading.
  public long uploads(String tenant) {
    return spool.places().taken(tenant);
  }

  /// Requests of the last second of a tenant that has a quota of them; 0 otherwise.
  public long requests(String tenant) {
    return limits.byTenant().used(tenant);
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

  /// The same at the operator's port, if there is one.
  public HttpFront mountForOperator(Mount mount) {
    ofOperator.ifPresent(port -> port.mount(mount, metrics.of(mount.name())));
    return this;
  }

  /// Listens, and answers everything with 503 before [#open]. Fails if the port is taken.
  public Future<Void> listen() {
    return callers.listen().compose(_ -> watched());
  }

  /// Asks this about every request, before [#listen].
  public HttpFront lead(Elsewhere to) {
    dispatcher.lead(to);
    ofOperator.ifPresent(port -> port.lead(to));
    return this;
  }

  /// Listens for other servers of ours, which need no TLS here.
  ///
  /// @param port 0 for any
  /// @return the address, without a trailing slash. Fails if it is taken
  public Future<String> listenToNodes(String host, int port, NodeDoor nodeDoor) {
    var callersSite = new NodeEntrance.Site(dispatcher, shared);
    var entrance =
        new NodeEntrance(
            nodeDoor,
            callersSite,
            ofOperator
                .map(there -> new NodeEntrance.Site(there, shared.ofOperator()))
                .orElse(callersSite),
            limits.anonymous(),
            metrics.of("node"));
    var address =
        new ListenAddress(
            vertx,
            host,
            port,
            false,
            dispatcher,
            at -> listener(nodeOptions(), at, entrance, shared, new Door(Door.openFiles() / 2)));
    nodes = address;
    return address.listen().map(_ -> address.url());
  }

  /// Listens on the operator's port, if there is one. Fails if it is taken.
  public Future<Void> listenToOperator() {
    return operator.map(ListenAddress::listen).orElseGet(Future::succeededFuture);
  }

  private Future<Void> watched() {
    return tls == null ? Future.succeededFuture() : vertx.deployVerticle(tls).mapEmpty();
  }

  private Future<?> secure(ServerSSLOptions options) {
    return Future.join(
        sites().filter(ListenAddress::isTls).map(site -> site.secure(options)).toList());
  }

  private Stream<ListenAddress> sites() {
    return Stream.of(Stream.of(callers), operator.stream(), Stream.ofNullable(nodes))
        .flatMap(each -> each);
  }

  /// Accepts requests from now on.
  public void open() {
    spool.clear();
    sites().forEach(ListenAddress::open);
  }

  /// The port that it listens on, even if the configuration says 0.
  ///
  /// @throws IllegalStateException before it has started
  int port() {
    return callers.port();
  }

  /// Its address, without a trailing slash.
  ///
  /// @throws IllegalStateException before it has started
  public String url() {
    return callers.url();
  }

  /// The address of the operator's port, without a trailing slash.
  ///
  /// @throws IllegalStateException before it has started
  public Optional<String> operatorUrl() {
    return operator.map(ListenAddress::url);
  }

  /// Answers new requests with 503 and lets those in progress finish, for at most `grace`; then
  /// closes all connections.
  public Future<Void> shutdown(Duration grace) {
    sites().forEach(ListenAddress::stop);
    var idle = Future.all(sites().map(ListenAddress::idle).toList());
    return (grace.isZero()
            ? Future.<Object>succeededFuture()
            : idle.timeout(grace.toMillis(), TimeUnit.MILLISECONDS))
        .transform(_ -> close());
  }

  /// Closes all connections at once.
  Future<Void> close() {
    return Future.join(sites().map(ListenAddress::close).toList())
        .<Void>mapEmpty()
        .onComplete(_ -> spool.close());
  }

  /// Without TLS, HTTP/1.1 only: no browser speaks HTTP/2 without it, and proxies need not.
  /// WebSocket messages are not compressed, like Discord's: compression would cost each connection
  /// more memory than everything else.
  private HttpServerOptions options(boolean secure, Door door) {
    var options = plainOptions();
    return tls == null || !secure
        ? options
        : tls.secured(
            Http2.bounded(options),
            new Handshakes(addresses, door, http.requestTimeout().toNanos()));
  }

  /// What another server adds to a request's head must have room.
  private HttpServerOptions nodeOptions() {
    return plainOptions().setMaxHeaderSize(2 * http.maxHeaderBytes() + 4_096);
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
}
