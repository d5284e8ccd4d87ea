package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {
  private Harbour harbour;

  @BeforeAll
  void open() {
    harbour = new Harbour(Limits.DISCORD);
  }

  @AfterAll
  void close() {
    harbour.close();
  }

  private void fault(
      String method, String path, int status, int times, Map<String, String> headers) {
    add(new Fault(method, path, status, times, null, headers, 0));
  }

  private void add(Fault fault) {
    harbour.inWorld(() -> {
      harbour.rest.faults().add(fault);
      return fault;
    });
  }

  @Test
  void fault_withTimes_meetsSoManyCallsAndThenNoMore() {
    fault("GET", "/users/{id}", 500, 2, Map.of());
    assertThat(harbour.call("GET", "/users/100000000000001001").status()).isEqualTo(500);
    assertThat(harbour.call("GET", "/gateway").status()).isEqualTo(200);
    assertThat(harbour.call("GET", "/users/100000000000001002").body().path("message").asText())
        .isEqualTo("500: Internal Server Error");
    assertThat(harbour.call("GET", "/users/100000000000001001").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v10/users/100000000000001001, true",
    "GET, /api/users/*, true",
    "*, users/100000000000001001, true",
    "POST, /users/100000000000001001, false",
    "GET, /users/100000000000001002, false",
    "GET, /users, false",
  })
  void fault_meets_whatMethodAndPathSay(String method, String path, boolean met) {
    fault(method, path, 503, 1, Map.of());
    assertThat(harbour.call("GET", "/users/100000000000001001").status())
        .isEqualTo(met ? 503 : 200);
    harbour.inWorld(() -> {
      harbour.rest.faults().clear();
      return 0;
    });
  }

  @Test
  void fault_of429_looksLikeDiscords() {
    fault(
        "GET", "/users/@me", 429, 1, Map.of("Retry-After", "1337", "X-RateLimit-Scope", "shared"));
    Reply reply = harbour.call("GET", "/users/@me");
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.header("Retry-After")).isEqualTo("1337");
    assertThat(reply.header("X-RateLimit-Scope")).isEqualTo("shared");
    assertThat(reply.body().path("retry_after").asDouble()).isEqualTo(1337.0);
    assertThat(harbour.rest.invalidRequests("127.0.0.1")).isZero();
  }

  @Test
  void fault_withBodyAndHeaders_sendsThem() {
    add(
        new Fault(
            "GET",
            "/users/@me",
            502,
            1,
            Buffer.buffer("<html>"),
            Map.of("content-type", "text/html"),
            0));
    Reply reply = harbour.call("GET", "/users/@me");
    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.text()).isEqualTo("<html>");
    assertThat(reply.header("Content-Type")).isEqualTo("text/html");
  }

  @Test
  void fault_ofDelayAlone_letsTheCallThroughLater() {
    add(new Fault("GET", "/users/@me", 0, 1, null, Map.of(), 60));
    long from = System.nanoTime();
    assertThat(harbour.call("GET", "/users/@me").status()).isEqualTo(200);
    assertThat(System.nanoTime() - from).isGreaterThan(50_000_000L);
  }

  @Test
  void fault_thatDrops_closesTheConnection() {
    add(new Fault("GET", "/users/100000000000001003", Fault.DROP, 1, null, Map.of(), 0));
    assertThatThrownBy(() -> harbour.call("GET", "/users/100000000000001003"))
        .hasRootCauseInstanceOf(java.io.IOException.class);
    assertThat(harbour.call("GET", "/users/100000000000001003").status()).isEqualTo(200);
  }

  @Test
  void faults_tooMany_areRefused() {
    var faults = new Faults();
    for (int i = 0; i < Faults.MAX; i++) {
      faults.add(new Fault("GET", "/", 500, 1, null, Map.of(), 0));
    }
    assertThatThrownBy(() -> faults.add(new Fault("GET", "/", 500, 1, null, Map.of(), 0)))
        .isInstanceOf(IllegalStateException.class);
  }
}
