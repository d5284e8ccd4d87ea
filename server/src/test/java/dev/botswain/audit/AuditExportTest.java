package dev.botswain.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.audit.http.AuditResource;
import dev.botswain.config.EventRetention;
import dev.botswain.http.TestServer;
import dev.botswain.limit.Limit;
import dev.botswain.store.AuditFilter;
import dev.botswain.store.AuditRetention;
import dev.botswain.store.AuditStore;
import dev.botswain.store.ForwardingStore;
import dev.botswain.store.StoreFailedException;
import dev.botswain.store.StoredAuditRecord;
import dev.botswain.store.memory.MemoryStore;
import io.vertx.core.Future;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The stream of an audit that has no end.
class AuditExportTest {
  private static final String EXPORT = "exportAuditOfAll";

  private final AtomicInteger pages = new AtomicInteger();
  private volatile boolean broken;

  private final class Endless implements AuditStore {
    @Override
    public Future<List<StoredAuditRecord>> page(
        AuditFilter filter, long from, boolean newestFirst, int limit) {
      pages.incrementAndGet();
      return broken
          ? Future.failedFuture(new StoreFailedException("on purpose", new IOException()))
          : Future.succeededFuture(
              LongStream.rangeClosed(from + 1, from + limit)
                  .mapToObj(AuditExportTest::record)
                  .toList());
    }

    @Override
    public Future<Long> lastId() {
      return Future.succeededFuture(0L);
    }

    @Override
    public Future<Void> trim(AuditRetention retention) {
      return Future.succeededFuture();
    }
  }

  private static StoredAuditRecord record(long id) {
    return new StoredAuditRecord(
        id,
        Instant.EPOCH,
        new StoredAuditRecord.Actor("bot 1", null, "default", false, "127.0.0.1"),
        1,
        "sendMessage",
        "channelId=2",
        false,
        "request-" + id,
        null);
  }

  private TestServer start() {
    var audit =
        new Audit(
            new ForwardingStore(new MemoryStore(), new Endless()),
            Clock.systemUTC(),
            new EventRetention(Duration.ofDays(1), 1));
    var resource = new AuditResource(audit, "getAuditOfAll", EXPORT, _ -> null);
    return new TestServer().with(EXPORT, resource.operations().get(EXPORT)).start();
  }

  private static Socket export(TestServer server) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.setSoTimeout(20_000);
    socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
    socket
        .getOutputStream()
        .write(
            ("GET /api/operator/audit/export HTTP/1.1\r\nHost: localhost\r\n"
                    + TestServer.SESSION
                    + "\r\n\r\n")
                .getBytes(US_ASCII));
    return socket;
  }

  private static BufferedReader lines(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
  }

  @Test
  void export_thatIsNotRead_readsNoFurther() throws Exception {
    try (var server = start();
        var socket = export(server)) {
      Awaitility.await().until(() -> pages.get() > 0);
      var seen = new AtomicInteger();
      Awaitility.await()
          .pollInterval(Duration.ofMillis(300))
          .until(() -> seen.getAndSet(pages.get()) == pages.get());
      int before = pages.get();

      BufferedReader lines = lines(socket);
      for (int line = 0; line < 200 * (before + 20); line++) {
        assertThat(lines.readLine()).isNotNull();
      }
      assertThat(pages.get()).isGreaterThan(before);
    }
  }

  @Test
  void export_thatCannotGoOn_breaksOff() throws Exception {
    try (var server = start();
        var socket = export(server)) {
      BufferedReader lines = lines(socket);
      assertThat(lines.readLine()).contains("200");
      broken = true;

      String last = lines.readLine();
      String line = last;
      while (line != null) {
        last = line.isEmpty() ? last : line;
        try {
          line = lines.readLine();
        } catch (IOException reset) {
          line = null;
        }
      }
      assertThat(last).as("no last chunk").isNotEqualTo("0");
    }
  }

  @Test
  void exports_tooMany_areRefusedUntilOneEnds() throws Exception {
    var open = new ArrayList<Socket>();
    try (var server = start()) {
      for (int i = 0; i < Limit.EXPORTS.share(); i++) {
        open.add(export(server));
        assertThat(lines(open.getLast()).readLine()).contains("200");
      }
      try (var more = export(server)) {
        assertThat(lines(more).readLine()).contains("503");
      }
      open.getFirst().close();
      Awaitility.await()
          .untilAsserted(() -> {
            try (var again = export(server)) {
              assertThat(lines(again).readLine()).contains("200");
            }
          });
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }
}
