package dev.botswain.http;

import dev.botswain.time.Alarm;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// TLS 1.2 and 1.3 ([RFC 8446](https://www.rfc-editor.org/rfc/rfc8446)), with HTTP/2 and HTTP/1.1
/// by ALPN. It looks at its files every second: once new ones have not changed for a second, new
/// connections use them. Those that are open go on as they are. Files that cannot be used are
/// reported once, and the previous ones stay in use.
final class Tls extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofDays(7);
  private static final Duration LONGEST_HANDSHAKE = Duration.ofSeconds(10);

  private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

  /// With these names there is forward secrecy and nothing that HTTP/2 forbids (RFC 9113, A).
  private static final List<String> CIPHERS =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private final TlsFiles files;
  private final InstantSource clock;
  private final Duration longest;
  private final Function<ServerSSLOptions, Future<?>> change;
  private TlsFiles.Look used;
  private TlsFiles.@Nullable Look seen;
  private volatile TlsFiles.Pair pair;
  private boolean warned;
  private boolean looking;

  /// Reads the files.
  ///
  /// @param within how long a handshake may take; never more than ten seconds
  /// @param change gives new options to those that listen
  /// @throws TlsUnusableException if they cannot be used
  Tls(
      TlsFiles files,
      Vertx vertx,
      InstantSource clock,
      Duration within,
      MeterRegistry registry,
      Function<ServerSSLOptions, Future<?>> change) {
    this.files = files;
    this.clock = clock;
    longest = within.compareTo(LONGEST_HANDSHAKE) < 0 ? within : LONGEST_HANDSHAKE;
    this.change = change;
    used = files.look();
    pair = files.read(vertx);
    Gauge.builder("botswain.tls.expiry", () -> pair.expires().getEpochSecond())
        .baseUnit("seconds")
        .description("When the TLS certificate expires, in seconds since 1970")
        .strongReference(true)
        .register(registry);
  }

  /// Options with it, for listeners.
  ///
  /// @param handshakes bounds them
  HttpServerOptions secured(HttpServerOptions options, Handshakes handshakes) {
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setSslEngineOptions(handshakes)
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        .setSslHandshakeTimeout(longest.toMillis())
        .setKeyCertOptions(pair.pem())
        .setEnabledSecureTransportProtocols(VERSIONS);
    CIPHERS.forEach(options::addEnabledCipherSuite);
    return options;
  }

  private ServerSSLOptions options(TlsFiles.Pair pair) {
    var options = new ServerSSLOptions();
    options
        .setKeyCertOptions(pair.pem())
        .setEnabledSecureTransportProtocols(VERSIONS)
        .setUseAlpn(true)
        .setApplicationLayerProtocols(List.of("h2", "http/1.1"))
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        .setSslHandshakeTimeout(longest.toMillis());
    CIPHERS.forEach(options::addEnabledCipherSuite);
    return options;
  }

  @Override
  public Future<?> start() {
    warn();
    new Alarm(vertx).setEvery(PERIOD, this::look);
    return Future.succeededFuture();
  }

  private void look() {
    warn();
    if (!looking) {
      looking = true;
      vertx.executeBlocking(files::look).onSuccess(this::compare).onComplete(_ -> looking = false);
    }
  }

  /// Replaced files may be written at this moment, so they are read when they look as before.
  private void compare(TlsFiles.Look now) {
    if (now.equals(used)) {
      seen = null;
    } else if (!now.equals(seen)) {
      seen = now;
    } else {
      used = now;
      seen = null;
      vertx
          .executeBlocking(() -> files.read(vertx))
          .compose(read -> change.apply(options(read)).map(_ -> read))
          .onSuccess(this::changed)
          .onFailure(failure ->
              LOG.atError()
                  .addKeyValue("reason", Objects.toString(failure.getMessage()))
                  .log("The new TLS certificate cannot be used; the previous one stays"));
    }
  }

  private void changed(TlsFiles.Pair now) {
    pair = now;
    warned = false;
    LOG.atInfo().addKeyValue("expires", now.expires()).log("TLS certificate replaced");
    warn();
  }

  private void warn() {
    Instant now = clock.instant();
    if (!warned && now.plus(SOON).isAfter(pair.expires())) {
      warned = true;
      LOG.atWarn()
          .addKeyValue("expires", pair.expires())
          .log(
              now.isAfter(pair.expires())
                  ? "The TLS certificate has expired; clients will refuse it"
                  : "The TLS certificate expires within seven days");
    }
  }
}
