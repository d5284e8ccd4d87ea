package dev.botswain.discord.rest;

import dev.botswain.discord.rest.DiscordUnreachableException.Reason;
import dev.botswain.net.Reach;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Sends a request over HTTP once and receives the answer, with a bound on its time and on the
/// memory for it. Redirects are answers like any other.
///
/// Each event loop has its own connections, so that a request never changes threads: a client that
/// all share would use connections of other loops, and every byte would cross threads twice.
final class Transport {
  private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");
  private static final CharSequence NOTHING = HttpHeaders.createOptimized("0");

  private static final Pattern VERSION = Pattern.compile("/v[0-9]+$");

  /// Methods whose requests have a body, so that an absent one is announced as empty (RFC 9110,
  /// 8.6).
  private static final Set<HttpMethod> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  /// Seconds after which an idle connection is not used again. This is well below Cloudflare's own
  /// limit, because a request on a connection that is just being closed has an unknown outcome.
  private static final int KEEP_ALIVE = 30;

  /// Seconds without a byte in either direction after which a connection is aborted. An orderly
  /// close would wait until everything that was written is read.
  private static final int DEAD = 90;

  private static final int CONNECT_TIMEOUT = 10_000;
  private static final int MAX_HEADER_BYTES = 32 << 10;

  /// The size of the pieces in which a body is passed on, in bytes.
  private static final int PIECE = 64 << 10;

  private final Vertx vertx;
  private final RestOptions options;
  private final String basePath;
  private final String unversionedPath;
  private final CharSequence userAgent;
  private final Reach reach;
  private final String host;
  private final int port;
  private final HttpClientOptions clientOptions;
  private final PoolOptions pool;
  private final Map<Thread, HttpClient> clients = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /// @param maxConnections from one event loop; a request beyond that waits without limit
  Transport(Vertx vertx, Reach reach, RestOptions options, int maxConnections) {
    this.reach = reach;
    this.pool = new PoolOptions().setHttp1MaxSize(maxConnections);
    this.vertx = vertx;
    this.options = options;
    var url = options.apiUrl();
    var secure = url.getScheme().equalsIgnoreCase("https");
    var path = url.getRawPath() == null ? "" : url.getRawPath();
    basePath = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    unversionedPath = VERSION.matcher(basePath).replaceFirst("");
    userAgent = HttpHeaders.createOptimized(options.userAgent());
    host = url.getHost();
    port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
    clientOptions =
        new HttpClientOptions()
            .setSsl(secure)
            .setVerifyHost(true)
            .setConnectTimeout(CONNECT_TIMEOUT)
            .setKeepAliveTimeout(KEEP_ALIVE)
            .setIdleTimeout(DEAD)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setMaxChunkSize(PIECE);
  }

  /// Must be called on an event loop; the future completes there.
  ///
  /// @param authorization absent if the path has a token of its own
  /// @param streams decides from an answer's head whether its body is streamed instead of collected
  /// @return the answer, whatever its status. Fails with a [DiscordUnreachableException]
  Future<RestResponse> send(
      RestRequest request, @Nullable String authorization, Predicate<HttpClientResponse> streams) {
    return connect(request)
        .recover(cause ->
            Future.failedFuture(new DiscordUnreachableException(Reason.NOT_CONNECTED, cause)))
        .compose(http -> {
          addHeaders(http, request, authorization);
          return new Attempt(
                  vertx,
                  http,
                  options.waits().answer().toNanos(),
                  options.maxAnswerBytes(),
                  streams)
              .run(request.body());
        });
  }

  private Future<HttpClientRequest> connect(RestRequest request) {
    return reach.connect(
        host,
        port,
        server -> {
          var options =
              new RequestOptions()
                  .setServer(server)
                  .setHost(host)
                  .setPort(port)
                  .setMethod(request.method())
                  .setURI(uri(request))
                  .setConnectTimeout(this.options.waits().answer().toMillis());
          return client().request(options);
        });
  }

  /// Sends nothing more.
  Future<Void> close() {
    closed = true;
    return Future.join(clients.values().stream().map(HttpClient::close).toList()).mapEmpty();
  }

  private HttpClient client() {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    return clients.computeIfAbsent(
        Thread.currentThread(), _ -> vertx.createHttpClient(clientOptions, pool));
  }

  private String uri(RestRequest request) {
    var base = request.version() == null ? basePath : unversionedPath + "/" + request.version();
    var path = base + request.path();
    return request.query().isEmpty() ? path : path + "?" + request.query();
  }

  private void addHeaders(
      HttpClientRequest http, RestRequest request, @Nullable String authorization) {
    var headers = http.headers();
    request.headers().forEach(header -> headers.add(header.getKey(), header.getValue()));
    if (!headers.contains(HttpHeaders.USER_AGENT)) {
      headers.set(HttpHeaders.USER_AGENT, userAgent);
    }
    if (!headers.contains(HttpHeaders.ACCEPT_ENCODING)) {
      headers.set(HttpHeaders.ACCEPT_ENCODING, GZIP);
    }
    if (authorization != null) {
      headers.set(HttpHeaders.AUTHORIZATION, authorization);
    }
    if (request.body() == null && WITH_BODY.contains(request.method())) {
      headers.set(HttpHeaders.CONTENT_LENGTH, NOTHING);
    }
  }
}
