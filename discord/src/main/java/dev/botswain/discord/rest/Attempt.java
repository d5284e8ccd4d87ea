package dev.botswain.discord.rest;

import dev.botswain.discord.rest.DiscordUnreachableException.Reason;
import dev.botswain.time.Alarm;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A request on a connection, and its answer. The time limit for Discord runs only while Discord is
/// waited for, not while the rest of a streamed body is.
///
/// Confined to the event loop of the connection.
final class Attempt {
  private static final int MOST_AHEAD = 256 << 10;

  private final Vertx vertx;
  private final HttpClientRequest http;
  private final long patience;
  private final int maxAnswerBytes;
  private final Predicate<HttpClientResponse> streams;
  private final Promise<RestResponse> promise = Promise.promise();
  private final Alarm late;
  private @Nullable ReadStream<Buffer> upload;

  /// What remains to be read of a file. The file would report its end only at the next read, and
  /// Discord may have answered by then.
  private long left = Long.MAX_VALUE;

  private Buffer body = Buffer.buffer(0);

  /// @param patience nanoseconds
  /// @param streams decides from an answer's head whether its body is passed on as it arrives
  Attempt(
      Vertx vertx,
      HttpClientRequest http,
      long patience,
      int maxAnswerBytes,
      Predicate<HttpClientResponse> streams) {
    this.vertx = vertx;
    this.http = http;
    this.patience = patience;
    this.maxAnswerBytes = maxAnswerBytes;
    this.streams = streams;
    late = new Alarm(vertx);
  }

  /// @return as [Transport#send]
  Future<RestResponse> run(@Nullable RestBody content) {
    watch();
    http.exceptionHandler(cause -> giveUp(Reason.BROKEN_OFF, cause));
    http.response().onSuccess(this::answered).onFailure(cause -> giveUp(Reason.BROKEN_OFF, cause));
    switch (content) {
      case null -> http.end();
      case RestBody.Whole(var bytes) -> {
        http.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length()));
        http.end(bytes);
      }
      case RestBody.Stored(var file, var length) -> upload(file, length);
      case RestBody.Streamed(var bytes, var length) -> upload(bytes, length);
    }
    return promise.future();
  }

  private void watch() {
    late.set(Duration.ofNanos(patience), () -> giveUp(Reason.TIMED_OUT, null));
  }

  private void upload(Path path, long length) {
    vertx
        .fileSystem()
        .open(path.toString(), new OpenOptions().setWrite(false).setCreate(false))
        .onSuccess(file -> {
          file.pause();
          left = length;
          promise
              .future()
              .onComplete(_ -> {
                file.exceptionHandler(_ -> {});
                file.close();
              });
          upload(file, length);
        })
        .onFailure(cause -> giveUp(Reason.BODY_BROKEN_OFF, cause));
  }

  private void upload(ReadStream<Buffer> source, long length) {
    upload = source;
    if (length < 0) {
      http.setChunked(true);
    } else {
      http.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
    }
    late.stop();
    source.exceptionHandler(cause -> giveUp(Reason.BODY_BROKEN_OFF, cause));
    source.endHandler(_ -> uploaded(source));
    source.handler(piece -> {
      http.write(piece);
      left -= piece.length();
      if (left <= 0) {
        uploaded(source);
      } else if (http.writeQueueFull()) {
        source.pause();
        watch();
        http.drainHandler(_ -> drained());
      }
    });
    source.resume();
  }

  private void uploaded(ReadStream<Buffer> source) {
    if (upload != null) {
      upload = null;
      source.exceptionHandler(_ -> {});
      watch();
      http.end();
    }
  }

  private void drained() {
    if (upload != null) {
      late.stop();
      upload.resume();
    }
  }

  /// Leaves the unread rest of the request's body to its source.
  private void stopUpload() {
    if (upload != null) {
      upload.pause().handler(null).endHandler(null).exceptionHandler(null);
      upload = null;
    }
  }

  private void answered(HttpClientResponse head) {
    if (head.statusCode() < 200 || head.statusCode() > 599) {
      // 1xx is not yet an answer, or the end of HTTP on this connection; others are meaningless
      // (RFC 9110, 15). There is no one to report an error to.
      head.exceptionHandler(_ -> {});
      giveUp(Reason.NO_ANSWER, null);
      return;
    }
    var reusable = upload == null;
    stopUpload();
    if (streams.test(head)) {
      late.stop();
      head.pause();
      var stream = new BodyStream(vertx, head, patience, reusable);
      promise.tryComplete(
          new RestResponse(head.statusCode(), head.headers(), Buffer.buffer(0), stream));
    } else {
      collect(head, reusable);
    }
  }

  private void collect(HttpClientResponse head, boolean reusable) {
    if (!late.isSet()) {
      watch();
    }
    body = Buffer.buffer(announced(head));
    head.exceptionHandler(cause -> giveUp(Reason.BROKEN_OFF, cause));
    head.handler(this::append);
    head.endHandler(_ -> {
      late.stop();
      collected(head);
      if (!reusable) {
        http.reset();
      }
    });
  }

  private void collected(HttpClientResponse head) {
    try {
      var decoded = ContentCoding.decoded(head.headers(), body, maxAnswerBytes);
      if (decoded.length() > maxAnswerBytes) {
        giveUp(Reason.ANSWER_TOO_LARGE, null);
      } else {
        promise.tryComplete(new RestResponse(head.statusCode(), head.headers(), decoded));
      }
    } catch (IOException broken) {
      giveUp(Reason.NO_ANSWER, broken);
    }
  }

  /// The announced length of the body, as far as memory is reserved on an answer's word; 0 if it
  /// has none.
  private static int announced(HttpClientResponse head) {
    double length = RateLimitHeaders.number(head.getHeader(HttpHeaders.CONTENT_LENGTH));
    return (int) Math.clamp(length, 0, MOST_AHEAD);
  }

  private void append(Buffer piece) {
    if (body.length() + (long) piece.length() > maxAnswerBytes) {
      giveUp(Reason.ANSWER_TOO_LARGE, null);
    } else {
      body.appendBuffer(piece);
    }
  }

  /// Closes the connection, because whatever still arrives on it is useless.
  private void giveUp(Reason reason, @Nullable Throwable cause) {
    late.stop();
    stopUpload();
    if (promise.tryFail(new DiscordUnreachableException(reason, cause))) {
      http.reset();
    }
  }
}
