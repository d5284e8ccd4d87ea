package dev.botswain.rest;

import dev.botswain.rest.DiscordUnreachableException.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Sends a request over HTTP once and collects the answer, with a bound on its time and its size.
/// Redirects are answers like any other.
///
/// Each event loop has connections of its own, so that a request never changes threads: a client
/// shared by all would hand out connections of other loops, and every byte would cross twice.
final class Transport {
  private static final CharSequence AUDIT_LOG_REASON =
      HttpHeaders.createOptimized("X-Audit-Log-Reason");
  private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");
  private static final CharSequence NOTHING = HttpHeaders.createOptimized("0");

  /// Methods whose requests have a body, so that an absent one is said to be empty (RFC 9110, 8.6).
  private static final Set<HttpMethod> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  /// Seconds after which an idle connection is not used again; well below Cloudflare's own limit,
  /// for a request on a connection that is just being closed has no known outcome.
  private static final int KEEP_ALIVE = 30;

  private static final int CONNECT_TIMEOUT = 10_000;
  private static final int MAX_HEADER_BYTES = 32 << 10;

  private final Vertx vertx;
  private final RestOptions options;
  private final String basePath;
  private final CharSequence userAgent;
  private final HttpClientOptions clientOptions;
  private final Map<Thread, HttpClient> clients = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Transport(Vertx vertx, RestOptions options) {
    this.vertx = vertx;
    this.options = options;
    var url = options.apiUrl();
    var secure = url.getScheme().equalsIgnoreCase("https");
    var path = url.getRawPath() == null ? "" : url.getRawPath();
    basePath = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    userAgent = HttpHeaders.createOptimized(options.userAgent());
    clientOptions =
        new HttpClientOptions()
            .setDefaultHost(url.getHost())
            .setDefaultPort(url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80)
            .setSsl(secure)
            .setVerifyHost(true)
            .setConnectTimeout(CONNECT_TIMEOUT)
            .setKeepAliveTimeout(KEEP_ALIVE)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setDecompressionSupported(true);
  }

  /// Call this on an event loop; the future completes there.
  ///
  /// @param authorization absent if the path has a token of its own
  /// @return the answer, whatever its status. Fails with a [DiscordUnreachableException]
  Future<RestResponse> send(RestRequest request, @Nullable String authorization) {
    var promise = Promise.<RestResponse>promise();
    connect(request)
        .onSuccess(http -> {
          addHeaders(http, request, authorization);
          new Exchange(http, promise).run(request.body());
        })
        .onFailure(
            cause -> promise.fail(new DiscordUnreachableException(Reason.NOT_CONNECTED, cause)));
    return promise.future();
  }

  private Future<HttpClientRequest> connect(RestRequest request) {
    var options =
        new RequestOptions()
            .setMethod(request.method())
            .setURI(uri(request))
            .setConnectTimeout(this.options.attemptTimeout().toMillis());
    try {
      return client().request(options);
    } catch (IllegalStateException closed) {
      return Future.failedFuture(closed);
    }
  }

  /// Nothing is sent any more.
  Future<Void> close() {
    closed = true;
    return Future.join(clients.values().stream().map(HttpClient::close).toList()).mapEmpty();
  }

  private HttpClient client() {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    return clients.computeIfAbsent(
        Thread.currentThread(),
        _ ->
            vertx.createHttpClient(
                clientOptions, new PoolOptions().setHttp1MaxSize(options.maxConnections())));
  }

  private String uri(RestRequest request) {
    var path = basePath + request.path();
    return request.query().isEmpty() ? path : path + "?" + request.query();
  }

  private void addHeaders(
      HttpClientRequest http, RestRequest request, @Nullable String authorization) {
    http.putHeader(HttpHeaders.USER_AGENT, userAgent);
    http.putHeader(HttpHeaders.ACCEPT_ENCODING, GZIP);
    if (authorization != null) {
      http.putHeader(HttpHeaders.AUTHORIZATION, authorization);
    }
    if (request.contentType() != null) {
      http.putHeader(HttpHeaders.CONTENT_TYPE, request.contentType());
    } else if (WITH_BODY.contains(request.method())) {
      http.putHeader(HttpHeaders.CONTENT_LENGTH, NOTHING);
    }
    if (request.reason() != null) {
      http.putHeader(AUDIT_LOG_REASON, RestRequest.encode(request.reason()));
    }
  }

  /// A request on a connection, and its answer.
  private final class Exchange {
    private final HttpClientRequest http;
    private final Promise<RestResponse> promise;
    private final long timer;
    private Buffer body = Buffer.buffer(0);

    Exchange(HttpClientRequest http, Promise<RestResponse> promise) {
      this.http = http;
      this.promise = promise;
      timer =
          vertx.setTimer(options.attemptTimeout().toMillis(), _ -> giveUp(Reason.TIMED_OUT, null));
      http.exceptionHandler(cause -> giveUp(Reason.BROKEN_OFF, cause));
    }

    void run(@Nullable Buffer content) {
      var response = content == null ? http.send() : http.send(content);
      response.onComplete(answer -> {
        var head = answer.result();
        if (head == null) {
          giveUp(Reason.BROKEN_OFF, answer.cause());
          return;
        }
        head.exceptionHandler(cause -> giveUp(Reason.BROKEN_OFF, cause));
        head.handler(this::append);
        head.endHandler(_ -> {
          vertx.cancelTimer(timer);
          promise.tryComplete(new RestResponse(head.statusCode(), head.headers(), body));
        });
      });
    }

    private void append(Buffer chunk) {
      if (body.length() + (long) chunk.length() > options.maxAnswerBytes()) {
        giveUp(Reason.ANSWER_TOO_LARGE, null);
      } else if (body.length() == 0) {
        body = chunk;
      } else {
        body.appendBuffer(chunk);
      }
    }

    /// Closes the connection, as what still comes on it is of no use.
    private void giveUp(Reason reason, @Nullable Throwable cause) {
      vertx.cancelTimer(timer);
      if (promise.tryFail(new DiscordUnreachableException(reason, cause))) {
        http.reset();
      }
    }
  }
}
