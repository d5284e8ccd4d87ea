package dev.botswain.http;

import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;

/// What is different over HTTP/2 ([RFC 9113](https://www.rfc-editor.org/rfc/rfc9113)): a request is
/// a stream of its connection, which goes on when the request is aborted.
final class Http2 {
  /// A client may have this many requests in progress on a connection.
  private static final int STREAMS = 100;

  /// What a client may send ahead of a request's reader. Clients far away need it to send files
  /// fast.
  private static final int STREAM_WINDOW = 256 << 10;

  /// More, so that a request whose reader waits does not keep others from sending.
  private static final int CONNECTION_WINDOW = 1 << 20;

  /// Requests that a client may cancel in half a minute ([rapid
  /// reset](https://nvd.nist.gov/vuln/detail/CVE-2023-44487)), or have the server cancel; the
  /// connection is closed after that.
  private static final int CANCELLED = 200;

  private Http2() {}

  /// Names are counted with 32 bytes for each header (RFC 9113, 6.5.2).
  static HttpServerOptions bounded(HttpServerOptions options) {
    options
        .getInitialSettings()
        .setMaxConcurrentStreams(STREAMS)
        .setInitialWindowSize(STREAM_WINDOW)
        .setMaxHeaderListSize(options.getMaxHeaderSize());
    return options
        .setHttp2MultiplexImplementation(false)
        .setHttp2ConnectionWindowSize(CONNECTION_WINDOW)
        .setHttp2RstFloodMaxRstFramePerWindow(CANCELLED);
  }

  static boolean isUsed(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2;
  }

  /// Whether a body follows the head. Nothing else needs to announce it.
  static boolean hasBody(HttpServerRequest request) {
    int id = Math.toIntExact(request.streamId());
    var connection = (HttpServerConnection) request.connection();
    return connection.channelHandlerContext().handler() instanceof Http2ConnectionHandler handler
        && handler.connection().stream(id) instanceof Http2Stream stream
        && stream.state().remoteSideOpen();
  }

  /// The host is where it is over HTTP/1.1 too. A `Host` beside it has been compared with it
  /// already.
  static void nameHost(HttpServerRequest request) {
    var authority = request.authority();
    if (authority != null) {
      request.headers().set(HttpHeaders.HOST, authority.toString());
    }
  }

  /// Refuses a request of which nothing was done: the client may send it again.
  static void refuse(HttpServerRequest request) {
    request.response().reset(Http2Error.REFUSED_STREAM.code());
  }

  /// The answer is complete without the rest of the request (RFC 9113, 8.1).
  static void takeNoMore(HttpServerRequest request) {
    request.response().reset(Http2Error.NO_ERROR.code());
  }

  /// Aborts a request, whatever was written and not read.
  static void cut(HttpServerRequest request) {
    request.response().reset(Http2Error.INTERNAL_ERROR.code());
  }

  /// Asks the client to send further requests on another connection.
  static void sendAway(HttpServerRequest request) {
    request.connection().goAway(Http2Error.NO_ERROR.code());
  }
}
