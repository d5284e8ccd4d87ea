package dev.botswain.webhook;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.botswain.MovableClock;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.RawRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Receivers that misbehave harm only themselves.
class BadReceiversTest {
  private static final int EVENTS = 500;
  private static final byte[] PLENTY = new byte[64 << 10];

  /// Answers a connection in its own way until it breaks.
  private interface Answering {
    void to(OutputStream out) throws IOException, InterruptedException;
  }

  private final List<ServerSocket> sockets = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);

  private String receiver(Answering answering) throws IOException {
    var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    sockets.add(server);
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            try {
              Socket socket = server.accept();
              Thread.ofVirtual().start(() -> answer(socket, answering));
            } catch (IOException closed) {
              return;
            }
          }
        });
    return "http://127.0.0.1:" + server.getLocalPort() + "/";
  }

  private static void answer(Socket socket, Answering answering) {
    try (socket) {
      answering.to(socket.getOutputStream());
    } catch (IOException | InterruptedException gone) {
      // As a receiver may do.
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void receivers_thatHangFailTrickleAndFlood_delayNoOther() throws Exception {
    String hanging = receiver(out -> over.await());
    String failing =
        receiver(out -> out.write(ascii("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n")));
    String trickling =
        receiver(out -> {
          out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"));
          while (!over.await(100, TimeUnit.MILLISECONDS)) {
            out.write('.');
            out.flush();
          }
        });
    String flooding =
        receiver(out -> {
          out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"));
          for (long sent = 0; sent < 1L << 30; sent += PLENTY.length) {
            out.write(PLENTY);
          }
        });
    var got = new AtomicInteger();
    HttpServer good =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    good.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          got.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    good.start();

    try (var botswain =
        Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback"))) {
      String session = botswain.session(TOKEN);
      for (String url : List.of(hanging, failing, trickling, flooding)) {
        set(botswain, session, url);
      }
      JsonNode webhook =
          set(botswain, session, "http://127.0.0.1:" + good.getAddress().getPort() + "/");
      botswain.simPost(
          "/sim/blast",
          Map.of("total", EVENTS, "rate", 500, "botIds", List.of(botswain.simBot(TOKEN))));

      eventually(() -> {
        assertThat(got.get()).isEqualTo(EVENTS);
        assertThat(
                botswain
                    .get("/api/webhooks/" + webhook.path("id").asText(), session)
                    .body()
                    .path("lag")
                    .path("events")
                    .asInt())
            .isZero();
      });
    } finally {
      over.countDown();
      good.stop(0);
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  private static JsonNode set(Botswain botswain, String session, String url) {
    Botswain.Answer answer =
        botswain.post(
            "/api/webhooks", session, Map.of("url", url, "types", List.of("MESSAGE_CREATE")));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.body();
  }

  /// On every event loop: the connections and the webhooks share the same few.
  @Test
  void receiver_thatRefusesTheFirstAttempt_stopsNoOthersTimer() throws IOException {
    var clock = new MovableClock();
    try (Sim sim = Sim.start(SimOptions.DEFAULT);
        Botswain botswain =
            Botswain.onSim(
                sim,
                Map.of(
                    "BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback",
                    "BOTSWAIN_REQUEST_TIMEOUT", "400ms"),
                clock)) {
      String session = botswain.session(TOKEN);
      String closed = receiver(_ -> {});
      sockets.getLast().close();
      for (int i = 0; i < 8; i++) {
        var webhook = botswain.post("/api/webhooks", session, Map.of("url", closed + i));
        assertThat(webhook.status()).as("%s", webhook.body()).isEqualTo(201);
        var tried =
            botswain.post(
                "/api/webhooks/" + webhook.body().path("id").asText() + "/test", session, Map.of());
        assertThat(tried.body().path("delivered").asBoolean(true)).as("%s", tried.body()).isFalse();
      }

      clock.set(Duration.ofHours(1));
      String head = "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
      for (int i = 0; i < 8; i++) {
        eventually(() ->
            assertThat(RawRequest.send(botswain.url(), head + "\r\n"))
                .contains("Sun, 01 Mar 2026 13:00:00 GMT"));
        assertThat(RawRequest.send(botswain.url(), head)).doesNotContain("200 OK");
      }
    }
  }
}
