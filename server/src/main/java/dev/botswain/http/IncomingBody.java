package dev.botswain.http;

import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/// The rest of a request after its head. It is collected if its operation takes a body, passed on
/// if a [Mount] wants it, and otherwise dropped. Confined to its event loop.
final class IncomingBody {
  private final Exchange exchange;
  private boolean read;

  IncomingBody(Exchange exchange) {
    this.exchange = exchange;
  }

  /// Whether a body follows the head. For a malformed request this is unknown.
  static boolean isAnnounced(HttpServerRequest request) {
    if (Http2.isUsed(request)) {
      return Http2.hasBody(request);
    }
    return request.decoderResult().isSuccess()
        && (length(request) > 0 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING));
  }

  /// Whether all of it has arrived. Until then the connection cannot be used for another request.
  boolean isRead() {
    return read;
  }

  /// Collects the body, and refuses the request if it is too long, too slow, or finds no room.
  ///
  /// @param limit the most bytes
  /// @throws RequestRefusedException if it is announced as too long
  void read(int limit, Handler<Buffer> whole) {
    var request = exchange.request();
    if (length(request) > limit) {
      throw tooLarge(limit);
    }
    if (request.headers().contains(HttpHeaders.EXPECT)) {
      request.response().writeContinue();
    }
    var bytes = Buffer.buffer();
    var held = new Memory.Held(exchange.shared().memory().bodies(), exchange.tenant());
    exchange.onDone(held::giveBack);
    request.handler(part -> {
      if (exchange.isDone()) {
        return; // The rest is dropped.
      }
      if (bytes.length() + part.length() > limit) {
        exchange.refuse(tooLarge(limit));
      } else if (held.more(part.length())) {
        bytes.appendBuffer(part);
      } else {
        exchange.refuse(Memory.full());
      }
    });
    request.exceptionHandler(_ -> exchange.abandoned());
    request.endHandler(_ -> {
      read = true;
      if (!exchange.isDone()) {
        exchange.rest().arrives();
        whole.handle(bytes);
      }
    });
    exchange
        .rest()
        .await(
            exchange.loop().connections().bodyDue(System.nanoTime()),
            () -> exchange.refuse(ApiError.SLOW_REQUEST.refusal()));
    request.resume(); // It may have waited.
  }

  /// The body as it arrives, paused, of any length.
  StreamedBody stream() {
    return new StreamedBody(exchange, () -> read = true);
  }

  /// Receives a form with files.
  ///
  /// @throws RequestRefusedException if it cannot be received
  void receive(UploadForm form, Handler<Upload> whole) {
    Upload.receive(
        exchange,
        stream(),
        form,
        upload -> {
          if (!exchange.isDone()) {
            exchange.rest().arrives();
            whole.handle(upload);
          }
        });
  }

  /// Closing while bytes of the request still arrive would reset the connection before the caller
  /// has read the answer. So they are read and dropped, up to the time and the size of a body.
  void dropThenClose() {
    var request = exchange.request();
    var connection = request.connection();
    if (request.isEnded()) {
      connection.close();
      return;
    }
    var remaining = new long[] {exchange.shared().memory().longestBody()};
    request.handler(part -> {
      remaining[0] -= part.length();
      if (remaining[0] < 0) {
        connection.close();
      }
    });
    request.endHandler(_ -> connection.close());
    request.exceptionHandler(_ -> {});
    request.resume();
    exchange.loop().connections().expectRest(connection, System.nanoTime());
  }

  /// 0 if there is no Content-Length. The decoder has checked that it is one number.
  private static long length(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  private static RequestRefusedException tooLarge(int limit) {
    return ApiError.BODY_TOO_LARGE.because("the body is larger than %s bytes".formatted(limit));
  }
}
