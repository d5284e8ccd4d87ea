package dev.botswain.forward;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/// Collects an answer up to a length.
final class BoundedBody {
  private BoundedBody() {}

  /// Fails if it is longer, or breaks off.
  static Future<Buffer> of(HttpClientResponse response, int most) {
    Promise<Buffer> whole = Promise.promise();
    var bytes = Buffer.buffer();
    response.handler(piece -> {
      if (bytes.length() + piece.length() > most) {
        whole.tryFail("the answer is longer than " + most + " bytes");
      } else {
        bytes.appendBuffer(piece);
      }
    });
    response.exceptionHandler(whole::tryFail);
    response.endHandler(_ -> whole.tryComplete(bytes));
    return whole.future();
  }
}
