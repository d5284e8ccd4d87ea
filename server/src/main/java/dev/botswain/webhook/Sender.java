package dev.botswain.webhook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/// What all webhooks of a server share to deliver: how connections are made, the guard, the bounds.
final class Sender {
  /// What Standard Webhooks recommends is 15 to 30 s.
  static final Duration TIMEOUT = Duration.ofSeconds(15);

  /// Attempts to one host at a time.
  static final int PER_HOST = 16;

  final Vertx vertx;
  final InstantSource clock;
  final Destinations destinations;
  final String userAgent;
  final Duration timeout;
  final NetClient client;
  final ClientSSLOptions tls;
  final HostTurns turns = new HostTurns(PER_HOST);

  /// Opens no connection yet.
  ///
  /// @param version of Botswain, for the User-Agent
  Sender(Vertx vertx, InstantSource clock, Destinations destinations, String version) {
    this(vertx, clock, destinations, version, new ClientSSLOptions(), TIMEOUT);
  }

  /// @param tls who is trusted, if not those whom Java trusts
  /// @param timeout for an attempt; connecting and the TLS handshake may each take a third of it
  Sender(
      Vertx vertx,
      InstantSource clock,
      Destinations destinations,
      String version,
      ClientSSLOptions tls,
      Duration timeout) {
    this.vertx = vertx;
    this.clock = clock;
    this.destinations = destinations;
    this.userAgent = "Botswain/" + version + " (https://github.com/botswain/botswain)";
    this.timeout = timeout;
    // So that a connection is seldom still being made when the attempt that asked for it is over.
    int third = (int) timeout.toMillis() / 3;
    this.client =
        vertx.createNetClient(new NetClientOptions().setConnectTimeout(third).setTcpNoDelay(true));
    this.tls =
        tls.setHostnameVerificationAlgorithm("HTTPS")
            .setSslHandshakeTimeout(third)
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /// A webhook's own way to its receiver, which costs next to nothing while it is idle.
  Line open() {
    return new Line(this);
  }

  /// Closes all connections; attempts fail from now on.
  Future<Void> close() {
    return client.close();
  }
}
