package dev.botswain.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Compresses answers ([RFC 1952](https://www.rfc-editor.org/rfc/rfc1952)). An answer for many
/// callers is compressed once, and the result is dropped with the answer. Thread-safe.
final class Gzip {
  /// Shorter ones gain nothing.
  private static final int SHORTEST = 1_024;

  /// Longer ones would keep an event loop from its other callers.
  private static final int LONGEST_AT_ONCE = 8 << 10;

  private static final byte[] HEAD = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, -1};
  private static final int SCRATCH = 16 << 10;

  /// An idle one holds a quarter of a MiB.
  private final BlockingQueue<Deflater> spare =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

  /// Keyed by the identity of the body, whose bytes do not change.
  private final Cache<Buffer, Buffer> known = Caffeine.newBuilder().weakKeys().build();

  /// Whether an answer has two forms, of which each caller gets the one that it accepts.
  static boolean suits(Answer answer) {
    return answer.body().length() >= SHORTEST && isText(answer);
  }

  /// Whether a caller gets the compressed form.
  ///
  /// @param accepted the request's `Accept-Encoding`, a line each
  static boolean isWanted(Answer answer, List<String> accepted) {
    if (accepted.isEmpty() || answer.body().length() == 0 || !isText(answer)) {
      return false;
    }
    var codings = AcceptEncoding.of(accepted);
    int gzip = codings.weight("gzip", "x-gzip");
    return gzip > 0 && (codings.identity() == 0 || suits(answer) && gzip >= codings.identity());
  }

  private static boolean isText(Answer answer) {
    var type = answer.contentType();
    return type != null && (type.startsWith("text/") || type.startsWith("application/json"));
  }

  /// Whether compressing takes so long that an event loop must not do it.
  boolean isSlow(Answer answer) {
    return answer.body().length() > LONGEST_AT_ONCE && known.getIfPresent(answer.body()) == null;
  }

  /// The compressed form of an answer.
  Answer of(Answer answer) {
    var body = answer.body();
    var compressed = known.getIfPresent(body);
    if (compressed == null) {
      compressed = compress(body.getBytes());
      if (answer.etag() != null) {
        known.put(body, compressed);
      }
    }
    return answer.compressed(compressed);
  }

  private Buffer compress(byte[] bytes) {
    var pooled = spare.poll();
    var deflater = pooled == null ? new Deflater(Deflater.BEST_SPEED, true) : pooled;
    deflater.setInput(bytes);
    deflater.finish();
    var out = Buffer.buffer(bytes.length / 4 + HEAD.length + 8).appendBytes(HEAD);
    var scratch = new byte[Math.min(SCRATCH, bytes.length + 64)];
    while (!deflater.finished()) {
      out.appendBytes(scratch, 0, deflater.deflate(scratch));
    }
    deflater.reset();
    if (!spare.offer(deflater)) {
      deflater.end();
    }
    var sum = new CRC32();
    sum.update(bytes);
    return out.appendIntLE((int) sum.getValue()).appendIntLE(bytes.length);
  }

  /// Passes an answer on in the form that suits the caller: compressed, or with a header that tells
  /// it from a compressed one. Slow compression runs outside of the event loop.
  void suit(Answer answer, HttpServerRequest request, Loop loop, Consumer<Answer> taking) {
    var varying = suits(answer) ? answer.with(HeaderNames.VARY, "Accept-Encoding") : answer;
    if (!isWanted(answer, request.headers().getAll(HttpHeaders.ACCEPT_ENCODING))) {
      taking.accept(varying);
    } else if (AnswerHead.isKnownToCaller(answer, request)) {
      taking.accept(varying.weak());
    } else if (isSlow(answer)) {
      loop.aside(() -> of(varying), taking);
    } else {
      taking.accept(of(varying));
    }
  }
}
