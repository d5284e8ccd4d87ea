package dev.botswain.trace.otlp;

import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.config.Config;
import dev.botswain.trace.Span.Kind;
import dev.botswain.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Collectors that are away, slow or hostile cost spans, and nothing else.
@Timeout(60)
class BadCollectorsTest {
  /// Of one export: the library's.
  private static final int BATCH = 512;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private ServerSocket server;
  private Traces traces;

  private interface Script {
    void answer(OutputStream to) throws IOException;
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void start() {
    traces =
        OtlpTraces.open(
            Config.load(
                    Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://127.0.0.1:" + server.getLocalPort(),
                        "OTEL_EXPORTER_OTLP_TIMEOUT",
                        "200"))
                .traces(),
            "test",
            metrics);
  }

  /// Answers the request of each connection as the script says, once some of it is there.
  private void start(Script script) {
    Thread.startVirtualThread(() -> {
      try {
        while (true) {
          Socket socket = server.accept();
          sockets.add(socket);
          open.incrementAndGet();
          Thread.startVirtualThread(() -> serve(socket, script));
        }
      } catch (IOException closed) {
        // The test is over.
      }
    });
    start();
  }

  private void serve(Socket socket, Script script) {
    try (socket) {
      var room = new byte[1 << 20];
      if (socket.getInputStream().read(room) >= 0) {
        script.answer(socket.getOutputStream());
      }
      while (socket.getInputStream().read(room) >= 0) {
        // Until the client closes.
      }
    } catch (IOException gone) {
      // As expected of who is told nonsense.
    } finally {
      open.decrementAndGet();
    }
  }

  private static void write(OutputStream to, String text) throws IOException {
    to.write(text.getBytes(StandardCharsets.US_ASCII));
    to.flush();
  }

  private void end(int spans) {
    for (int i = 0; i < spans; i++) {
      traces.root(Kind.INTERNAL, "step").end();
    }
  }

  private double spans(String outcome) {
    return metrics.counter("botswain.traces.spans", "outcome", outcome).count();
  }

  private double dropped() {
    return spans("failed") + spans("queue_full");
  }

  /// However the last export goes, a stop takes some seconds at most.
  private void closeInTime() {
    long before = System.nanoTime();
    traces.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void absent_spansAreDropped() throws IOException {
    server.close();
    start();
    end(20_000);
    closeInTime();

    assertThat(dropped()).isEqualTo(20_000);
    assertThat(spans("exported")).isZero();
  }

  @Test
  void silent_queueHasABound_andTheRestIsDropped() {
    start(_ -> {});
    end(3 * SpanQueue.MOST);
    assertThat(spans("queue_full")).isGreaterThan(SpanQueue.MOST);
    eventually(() -> assertThat(spans("failed")).isGreaterThan(BATCH));
    closeInTime();

    assertThat(dropped()).isEqualTo(3 * SpanQueue.MOST);
  }

  @Test
  void answerThatNeverEnds_isBrokenOff() {
    start(to -> {
      write(to, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
      while (true) {
        write(to, "x");
        LockSupport.parkNanos(20_000_000);
      }
    });
    for (int i = 1; i <= 6; i++) {
      int sent = i * BATCH;
      end(BATCH);
      eventually(() -> assertThat(spans("failed")).isEqualTo(sent));
    }
    eventually(() -> assertThat(open.get()).isZero());
    closeInTime();
  }

  @Test
  void answerOfAnyLength_isNotHeldInMemory() {
    var sent = new AtomicInteger();
    start(to -> {
      write(to, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      String chunk = "10000\r\n" + "x".repeat(1 << 16) + "\r\n";
      while (true) {
        write(to, chunk);
        sent.addAndGet(1 << 16);
      }
    });
    end(BATCH);
    eventually(() -> assertThat(spans("failed")).isEqualTo(BATCH));
    closeInTime();

    assertThat(sent.get()).isLessThan(64 << 20);
  }

  @Test
  void refusal_thatAsksToWaitForAnHour_isNotWaitedFor() {
    start(to ->
        write(
            to,
            "HTTP/1.1 503 Unavailable\r\nConnection: close\r\nRetry-After: 3600\r\n"
                + "Content-Length: 0\r\n\r\n"));
    end(BATCH);
    end(BATCH);
    end(BATCH);
    eventually(() -> assertThat(spans("failed")).isGreaterThanOrEqualTo(BATCH));
    closeInTime();

    assertThat(dropped()).isEqualTo(3 * BATCH);
  }

  @Test
  void collector_thatIsBack_getsSpansAgain() {
    var isBack = new java.util.concurrent.atomic.AtomicBoolean();
    start(to ->
        write(
            to,
            (isBack.get() ? "HTTP/1.1 200 OK" : "HTTP/1.1 400 No")
                + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
    end(BATCH);
    eventually(() -> assertThat(spans("failed")).isEqualTo(BATCH));
    isBack.set(true);
    end(BATCH);
    eventually(() -> assertThat(spans("exported")).isEqualTo(BATCH));
    closeInTime();
  }
}
