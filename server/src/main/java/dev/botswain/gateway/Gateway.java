package dev.botswain.gateway;

import dev.botswain.time.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// What all shards of a server share: the WebSocket client, the way they speak, and what is
/// counted.
public final class Gateway implements AutoCloseable {
  private static final int MAX_FRAME = 16 << 20;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /// READY, or the end of a replay, must come within this time from the first SYN on.
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(90);

  /// How long a shard waits before it looks again whether its events find room.
  static final Duration OVERLOAD_PAUSE = Duration.ofSeconds(1);

  final Vertx vertx;
  final InstantSource clock;
  final Ticker ticker;
  final RandomGenerator random;
  final EventNames names = new EventNames();
  final Compression compression;
  final Backoff reconnect;
  final Duration handshakeTimeout;
  final Counter identifies;
  final Counter resumes;
  final Counter zombies;
  final Counter repeats;
  private final MeterRegistry metrics;
  private final WebSocketClient client;
  private volatile BooleanSupplier overload = () -> false;

  /// @param reconnect the pauses between attempts to connect
  public Gateway(
      Vertx vertx,
      InstantSource clock,
      Ticker ticker,
      RandomGenerator random,
      MeterRegistry metrics,
      Compression compression,
      Backoff reconnect) {
    this(vertx, clock, ticker, random, metrics, compression, reconnect, HANDSHAKE_TIMEOUT);
  }

  Gateway(
      Vertx vertx,
      InstantSource clock,
      Ticker ticker,
      RandomGenerator random,
      MeterRegistry metrics,
      Compression compression,
      Backoff reconnect,
      Duration handshakeTimeout) {
    this.vertx = vertx;
    this.clock = clock;
    this.ticker = ticker;
    this.random = random;
    this.compression = compression;
    this.reconnect = reconnect;
    this.handshakeTimeout = handshakeTimeout;
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
            .description("Dispatches that came once more after a RESUME and were left out")
            .register(metrics);
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(Integer.MAX_VALUE)
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setMaxFrameSize(MAX_FRAME)
                .setMaxMessageSize(MAX_FRAME)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setClosingTimeout(2));
  }

  /// Has shards stay away from Discord, which keeps for them what happens meanwhile, for as long as
  /// their events find no room here.
  ///
  /// @param now whether it is so, asked at each event on any event loop
  public void stayAwayWhile(BooleanSupplier now) {
    overload = now;
  }

  boolean isOverloaded() {
    return overload.getAsBoolean();
  }

  /// A socket that is not open yet, so that its handlers are there before its first frame.
  ClientWebSocket socket() {
    return client.webSocket();
  }

  /// Opens a socket on the calling context.
  Future<WebSocket> connect(ClientWebSocket socket, URI url) {
    return socket.connect(
        new WebSocketConnectOptions()
            .setHost(url.getHost())
            .setPort(GatewayUrl.port(url))
            .setSsl(GatewayUrl.isSecure(url))
            .setAllowOriginHeader(false) // We are no page in a browser.
            .setTimeout(CONNECT_TIMEOUT.toMillis())
            .setURI(GatewayUrl.requestUri(url, compression)));
  }

  /// Counts a connection's end. Codes that nobody has defined share one name, so that no server can
  /// make up metrics.
  void closed(int code) {
    boolean defined = code >= 1000 && code <= 1015 || code >= 4000 && code <= 4014;
    String name = defined ? Integer.toString(code) : "other";
    Counter.builder("botswain.gateway.closes")
        .description("Ends of gateway connections, by close code")
        .tag("code", name)
        .register(metrics)
        .increment();
  }

  @Override
  public void close() {
    client.close();
  }
}
