package dev.botswain.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// Load on an HTTP/1.1 server. A number of connections send the same request over and over; each
/// sends the next one when it has the answer.
///
/// The request is prepared once as bytes, and answers are only scanned for their end, so that the
/// client costs a fraction of what it measures.
final class HttpLoad {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);

  private final NetClient client;
  private final URI url;
  private final Buffer request;
  private final Histogram micros = new Histogram(LONGEST_MICROS, 3);
  private final CountDownLatch closed;
  private final int connections;
  private long failures;
  private long first;
  private long last;
  private volatile boolean over;

  /// The outcome.
  ///
  /// @param failures answers with a status other than 200; they do not count as requests
  /// @param micros how long each answer took
  record Outcome(long requests, long failures, double seconds, Histogram micros) {
    double perSecond() {
      return requests / seconds;
    }

    double millis(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1e3;
    }
  }

  private HttpLoad(NetClient client, URI url, Buffer request, int connections) {
    this.client = client;
    this.url = url;
    this.request = request;
    this.connections = connections;
    this.closed = new CountDownLatch(connections);
  }

  /// Loads a server for a period. Requests that are not answered by the end do not count.
  ///
  /// @param headers names and values, as they appear in the request
  static Outcome run(Vertx vertx, String url, List<String> headers, int connections, Duration time)
      throws IOException, InterruptedException {
    URI uri = URI.create(url);
    String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    String head =
        "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
            .formatted(
                path,
                uri.getAuthority(),
                headers.stream().map(h -> h + "\r\n").reduce("", String::concat));
    NetClient client = vertx.createNetClient();
    try {
      return new HttpLoad(client, uri, Buffer.buffer(head), connections).run(vertx, time);
    } finally {
      client.close();
    }
  }

  private Outcome run(Vertx vertx, Duration time) throws IOException, InterruptedException {
    // Everything on one event loop, so that nothing here is shared between threads.
    vertx.runOnContext(_ -> {
      first = System.nanoTime();
      for (int i = 0; i < connections; i++) {
        client
            .connect(url.getPort(), url.getHost())
            .onSuccess(socket -> new Connection(socket).begin())
            .onFailure(_ -> {
              failures++;
              closed.countDown();
            });
      }
    });
    Thread.sleep(time);
    over = true;
    if (!closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      client.close();
      closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    if (micros.getTotalCount() == 0 && failures > 0) {
      throw new IOException(url + " answered, but with errors");
    }
    double seconds = micros.getTotalCount() == 0 ? time.toNanos() / 1e9 : (last - first) / 1e9;
    return new Outcome(micros.getTotalCount(), failures, seconds, micros.copy());
  }

  private final class Connection {
    private final NetSocket socket;
    private final AnswerScanner scanner = new AnswerScanner();
    private long sent;

    Connection(NetSocket socket) {
      this.socket = socket;
    }

    void begin() {
      socket.handler(this::read);
      socket.closeHandler(_ -> closed.countDown());
      socket.exceptionHandler(_ -> socket.close());
      send();
    }

    private void send() {
      sent = System.nanoTime();
      socket.write(request);
    }

    private void read(Buffer bytes) {
      if (!scanner.completes(bytes)) {
        return;
      }
      long now = System.nanoTime();
      if (over) {
        socket.close();
        return;
      }
      last = now;
      if (scanner.status() == 200) {
        micros.recordValue(Math.min(LONGEST_MICROS, (now - sent) / 1000));
      } else {
        failures++;
      }
      send();
    }
  }
}
