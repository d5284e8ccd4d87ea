package dev.botswain.discord.gateway;

import dev.botswain.net.Reach;
import dev.botswain.time.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What all shards of a server share: access to Discord's hosts, the protocol options, and the
/// metrics.
public final class Gateway implements AutoCloseable {

  private static final Obstacle OVERLOAD =
      new Obstacle(Duration.ofSeconds(1), "events cannot be stored as fast as they arrive");
  private static final Obstacle AWAY =
      new Obstacle(Duration.ofMillis(200), "this program may not act for the bot at the moment");

  /// Why a shard must not connect.
  ///
  /// @param pause before it looks again
  /// @param sentence for people
  record Obstacle(Duration pause, String sentence) {}

  final Vertx vertx;
  final InstantSource clock;
  final Ticker ticker;
  final GatewayOptions options;
  final EventNames names = new EventNames();
  final Counter identifies;
  final Counter resumes;
  final Counter zombies;
  final Counter repeats;
  private final MeterRegistry metrics;
  private final Reach reach;
  private final NetClient client;

  /// By the clocks and names of the machine, without metrics.
  public Gateway(Vertx vertx, GatewayOptions options) {
    this(
        vertx,
        new Reach(vertx),
        InstantSource.system(),
        Ticker.system(),
        new CompositeMeterRegistry(),
        options);
  }

  /// @param reach finds a working address of Discord's hosts
  /// @param clock for timestamps that people see
  /// @param ticker measures every wait
  public Gateway(
      Vertx vertx,
      Reach reach,
      InstantSource clock,
      Ticker ticker,
      MeterRegistry metrics,
      GatewayOptions options) {
    this.vertx = vertx;
    this.clock = clock;
    this.ticker = ticker;
    this.options = options;
    this.metrics = metrics;
    this.identifies =
        Counter.builder("botswain.gateway.identifies")
            .description("IDENTIFYs sent to Discord, which allows 1,000 a day")
            .register(metrics);
    this.resumes =
        Counter.builder("botswain.gateway.resumes")
            .description("RESUMEs sent to Discord")
            .register(metrics);
    this.zombies =
        Counter.builder("botswain.gateway.zombies")
            .description("Gateway connections closed because Discord acknowledged no heartbeat")
            .register(metrics);
    this.repeats =
        Counter.builder("botswain.gateway.repeats")
            .description("Dispatches that Discord repeated after a RESUME and that were dropped")
            .register(metrics);
    this.reach = reach;
    this.client =
        vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setTcpKeepAlive(true));
  }

  boolean isOverloaded() {
    return options.program().isOverloaded();
  }

  /// Null if a shard may connect.
  @Nullable Obstacle obstacle() {
    return isOverloaded() ? OVERLOAD : options.program().mayConnect() ? null : AWAY;
  }

  /// A connection to the host of a URL, with TLS if the URL says so, on the calling context.
  Future<NetSocket> connect(URI url) {
    return reach.connect(
        url.getHost(),
        GatewayUrl.port(url),
        server -> client.connect(options(url).setRemoteAddress(server)));
  }

  /// The server is a numeric address, and the name is only for TLS.
  private static ConnectOptions options(URI url) {
    var options =
        new ConnectOptions()
            .setHost(url.getHost())
            .setPort(GatewayUrl.port(url))
            .setTimeout((int) GatewaySocket.CONNECT_TIMEOUT.toMillis());
    return GatewayUrl.isSecure(url)
        ? options
            .setSsl(true)
            .setSslOptions(new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS"))
        : options;
  }

  /// Counts the end of a connection. Undefined codes share one name, so that a server cannot create
  /// metrics.
  void closed(int code) {
    boolean defined = code >= 1000 && code <= 1015 || code >= 4000 && code <= 4014;
    String name = defined ? Integer.toString(code) : "other";
    Counter.builder("botswain.gateway.closes")
        .description("Closed gateway connections, by close code")
        .tag("code", name)
        .register(metrics)
        .increment();
  }

  @Override
  public void close() {
    client.close();
  }
}
