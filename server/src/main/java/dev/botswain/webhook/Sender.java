package dev.botswain.webhook;

import dev.botswain.config.WebhooksConfig;
import dev.botswain.limit.Limit;
import dev.botswain.limit.Owner;
import dev.botswain.time.Ticker;
import dev.botswain.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/// What all webhooks of a server share for delivery: how connections are made, the guard, the
/// bounds.
public final class Sender {
  /// Standard Webhooks recommends 15 to 30 s.
  static final Duration TIMEOUT = Duration.ofSeconds(15);

  /// How many of a name's addresses are tried in one attempt.
  static final int ADDRESSES = 8;

  final Vertx vertx;
  final InstantSource clock;
  final Destinations destinations;
  final String userAgent;
  final Duration timeout;
  final NetClient client;
  final ClientSSLOptions tls;
  final Ticker ticker;
  final HostTurns turns;
  private final Duration third;
  private volatile Traces traces = Traces.OFF;

  /// Opens no connection yet.
  ///
  /// @param version of Botswain, for the User-Agent
  /// @param owners toward whose share deliveries count
  public Sender(
      Vertx vertx,
      InstantSource clock,
      WebhooksConfig config,
      LongFunction<Owner> owners,
      String version) {
    this(vertx, clock, new Destinations(vertx, config.reach()), version, Terms.of(owners));
  }

  /// @param tls the trusted certificates, if not Java's own
  /// @param timeout of an attempt; connecting and the TLS handshake may each take a third of it
  /// @param owners toward whose share attempts count
  record Terms(ClientSSLOptions tls, Duration timeout, Ticker ticker, LongFunction<Owner> owners) {
    static final Terms NORMAL = of(Owner::ofBot);

    Terms(ClientSSLOptions tls, Duration timeout, Ticker ticker) {
      this(tls, timeout, ticker, Owner::ofBot);
    }

    private static Terms of(LongFunction<Owner> owners) {
      return new Terms(new ClientSSLOptions(), TIMEOUT, Ticker.system(), owners);
    }
  }

  Sender(Vertx vertx, InstantSource clock, Destinations destinations, String version, Terms terms) {
    this.ticker = terms.ticker();
    Limit attempts = Limit.ATTEMPTS_TO_A_HOST;
    this.turns = new HostTurns(attempts.total(), attempts.share(), terms.owners());
    this.vertx = vertx;
    this.clock = clock;
    this.destinations = destinations;
    this.userAgent = "Botswain/" + version + " (https://github.com/botswain/botswain)";
    this.timeout = terms.timeout();
    // So that a connection is rarely still being made when the attempt that needs it is over.
    this.third = timeout.dividedBy(3);
    this.client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
    this.tls =
        new ClientSSLOptions(terms.tls())
            .setHostnameVerificationAlgorithm("HTTPS")
            .setSslHandshakeTimeout(third.toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /// How long connecting may take, so that each of a name's addresses gets its turn in two thirds
  /// of an attempt's time.
  Duration connectTimeout(int addresses) {
    return addresses < 2 ? third : third.multipliedBy(2).dividedBy(addresses);
  }

  /// Traces deliveries from now on.
  public Sender trace(Traces by) {
    traces = by;
    return this;
  }

  Traces traces() {
    return traces;
  }

  /// The way of one webhook to its receiver, which costs almost nothing while it is idle.
  ///
  /// @param botId the bot whose events it carries
  ReceiverConnection open(long botId) {
    return new ReceiverConnection(this, botId);
  }

  /// Closes all connections; attempts fail from now on.
  Future<Void> close() {
    return client.close();
  }
}
