package dev.botswain.http;

import static dev.botswain.http.TestServer.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ShutdownTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Promise<String> result = Promise.promise();
  private final Operation slow =
      call -> {
        begun.countDown();
        return Answer.json(Map.of("result", call.await(result.future())));
      };

  @Test
  void requests_beforeItIsOpen_areRefusedForNow() {
    try (var server = new TestServer()) {
      var api = server.listen();
      var early = server.get("/api/channels", SESSION);
      assertThat(early.status()).isEqualTo(503);
      assertThat(early.code()).isEqualTo("starting");
      assertThat(early.header("Retry-After")).isEqualTo("1");

      api.open();
      assertThat(server.get("/api/channels", SESSION).status()).isEqualTo(200);
    }
  }

  @Test
  void shutdown_streamThatBeginsAfterwards_ends() throws Exception {
    var streaming =
        new OpenOperation((call, exchange) -> {
          begun.countDown();
          result
              .future()
              .onSuccess(
                  _ -> exchange.opened(() -> exchange.send(Answer.json(Map.of("ended", true)))));
        });
    try (var server = new TestServer().with("listMembers", streaming).start();
        var reader = server.connect()) {
      reader.send("GET /api/members HTTP/1.1\r\nHost: a\r\n" + SESSION + "\r\n\r\n");
      begun.await();

      var done = server.front().shutdown(Duration.ofSeconds(60));
      result.complete("late");

      assertThat(reader.read().json().getBoolean("ended")).isTrue();
      TestServer.await(done);
    }
  }

  @Test
  void shutdown_workUnderWay_isFinishedAndNewRefused() throws Exception {
    try (var server = new TestServer().with("listMembers", slow).start();
        var early = server.connect();
        var late = server.connect()) {
      assertThat(late.get("/api/channels", SESSION).status()).isEqualTo(200);
      early.send("GET /api/members HTTP/1.1\r\nHost: a\r\n" + SESSION + "\r\n\r\n");
      begun.await();

      var done = server.front().shutdown(Duration.ofSeconds(20));

      var refused = late.get("/api/channels", SESSION);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.code()).isEqualTo("stopping");
      assertThat(refused.header("Connection")).isEqualToIgnoringCase("close");
      assertThat(late.isClosed()).isTrue();
      assertThat(done.isComplete()).isFalse();

      result.complete("kept");
      assertThat(early.read().json().getString("result")).isEqualTo("kept");
      TestServer.await(done);
      assertThat(early.isClosed()).isTrue();
    }
  }

  @Test
  void shutdown_nothingAtWork_closesIdleConnectionsAtOnce() {
    try (var server = new TestServer().start();
        var wire = server.connect()) {
      assertThat(wire.get("/api/channels", SESSION).status()).isEqualTo(200);

      TestServer.await(server.front().shutdown(Duration.ofMinutes(10)));

      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void shutdown_workTakesTooLong_isCutOff() throws Exception {
    try (var server = new TestServer().with("listMembers", slow).start();
        var wire = server.connect()) {
      wire.send("GET /api/members HTTP/1.1\r\nHost: a\r\n" + SESSION + "\r\n\r\n");
      begun.await();

      TestServer.await(server.front().shutdown(Duration.ofMillis(50)));

      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void close_twice_isHarmless() {
    try (var server = new TestServer().start()) {
      TestServer.await(server.front().close());
      TestServer.await(server.front().shutdown(Duration.ofSeconds(1)));
    }
  }
}
