package dev.botswain.http;

import dev.botswain.error.ApiError;
import dev.botswain.time.Alarm;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AsciiString;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One event loop's share of the requests: accepts connections, watches for slow ones, and counts
/// what is in progress. Several listen on the same port.
final class Listener extends VerticleBase implements Loop {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);
  private static final Duration LONGEST_SWEEP = Duration.ofSeconds(1);

  private final HttpServerOptions options;
  private final SocketAddress address;
  private final Entrance entrance;
  private final Connections connections;
  private final Shared shared;
  private final InstantSource clock;
  private @Nullable HttpServer server;
  private final Promise<Void> idle = Promise.promise();
  private final Set<Ending> open = new HashSet<>();
  private boolean stopping;
  private CharSequence date = "";
  private int atWork;

  Listener(
      HttpServerOptions options,
      SocketAddress address,
      Entrance entrance,
      Connections connections,
      Shared shared,
      InstantSource clock) {
    this.options = options;
    this.address = address;
    this.entrance = entrance;
    this.connections = connections;
    this.shared = shared;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    var http = vertx.createHttpServer(options);
    server = http;
    tick();
    var period = connections.requestTimeout().dividedBy(4);
    new Alarm(vertx)
        .setEvery(period.compareTo(LONGEST_SWEEP) < 0 ? period : LONGEST_SWEEP, this::tick);
    return http.requestHandler(this::take)
        .invalidRequestHandler(this::takeInvalid)
        .connectionHandler(connection -> connections.opened(connection, System.nanoTime()))
        .listen(address);
  }

  /// Completes when nothing is in progress here. Called once no more work is accepted.
  Future<Void> idle() {
    context.runOnContext(_ -> {
      stopping = true;
      List.copyOf(open).forEach(Ending::end);
      if (atWork == 0) {
        idle.tryComplete();
      }
    });
    return idle.future();
  }

  /// New connections use these from now on.
  Future<?> secure(ServerSSLOptions options) {
    return Objects.requireNonNull(server).updateSSLOptions(options);
  }

  int port() {
    return Objects.requireNonNull(server).actualPort();
  }

  @Override
  public Connections connections() {
    return connections;
  }

  @Override
  public <T> void aside(Supplier<T> making, Consumer<T> taking) {
    Thread.ofVirtual()
        .start(() -> {
          var made = making.get();
          try {
            context.runOnContext(_ -> taking.accept(made));
          } catch (RejectedExecutionException stopped) {
            // The event loop is gone, and all connections with it.
          }
        });
  }

  @Override
  public CharSequence date() {
    return date;
  }

  /// What a request still began that was taken before this stopped ends at once.
  @Override
  public void opened(Ending ending) {
    open.add(ending);
    if (stopping) {
      context.runOnContext(_ -> {
        if (open.contains(ending)) {
          ending.end();
        }
      });
    }
  }

  @Override
  public void closed(Ending ending) {
    open.remove(ending);
  }

  @Override
  public void finished() {
    atWork--;
    if (stopping && atWork == 0) {
      // One turn of the loop later, so that the answer has been sent when connections are closed.
      context.runOnContext(_ -> idle.tryComplete());
    }
  }

  /// A caller that sends requests without reading answers has no further ones processed before it
  /// reads: until then its next request waits here, and the following ones in its socket. Over
  /// HTTP/2 a request counts among those in progress until its answer was read, so their number is
  /// the bound.
  private void take(HttpServerRequest request) {
    if (!connections.isOpen(request.connection())) {
      return;
    }
    var response = request.response();
    if (Http2.isUsed(request)) {
      Http2.nameHost(request);
      if (connections.peer(request.connection()).mayBegin()) {
        begin(request);
      } else {
        Http2.refuse(request);
      }
      return;
    }
    if (!response.writeQueueFull()) {
      begin(request);
      return;
    }
    request.pause();
    response.drainHandler(_ -> {
      response.drainHandler(null);
      begin(request);
      request.resume();
    });
  }

  private void begin(HttpServerRequest request) {
    entrance.enter(request, this::open);
  }

  private void takeInvalid(HttpServerRequest request) {
    if (!connections.isOpen(request.connection())) {
      return;
    }
    var exchange = open(request, null, null);
    exchange.carrier().last();
    exchange.refuse(
        switch (request.decoderResult().cause()) {
          case TooLongHttpLineException _ -> ApiError.URI_TOO_LONG.refusal();
          case TooLongHttpHeaderException _ -> ApiError.HEADERS_TOO_LARGE.refusal();
          case null, default -> ApiError.MALFORMED_REQUEST.refusal();
        });
  }

  private Exchange open(HttpServerRequest request, @Nullable Shared of, @Nullable Hop hop) {
    atWork++;
    var peer = connections.peer(request.connection());
    peer.begins();
    return new Exchange(this, of == null ? shared : of, peer, request, System.nanoTime(), hop);
  }

  private void tick() {
    date = AsciiString.of(HTTP_DATE.format(clock.instant()));
    connections.sweep(System.nanoTime());
  }
}
