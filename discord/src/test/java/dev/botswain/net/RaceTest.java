package dev.botswain.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RaceTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final List<InetAddress> TWO = addresses("192.0.2.1", "192.0.2.2");

  private final List<String> tried = new ArrayList<>();
  private final List<String> discarded = new ArrayList<>();

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  private static List<InetAddress> addresses(String... figures) {
    return Stream.of(figures).map(InetAddress::ofLiteral).toList();
  }

  private String run(List<InetAddress> addresses, Function<String, Future<String>> connect)
      throws Exception {
    var won = Promise.<String>promise();
    VERTX
        .getOrCreateContext()
        .runOnContext(_ ->
            Race.run(
                    VERTX,
                    addresses,
                    address -> {
                      tried.add(address.getHostAddress());
                      return connect.apply(address.getHostAddress());
                    },
                    discarded::add)
                .onComplete(won));
    return won.future().await(10, TimeUnit.SECONDS);
  }

  @Test
  void firstWorks_othersAreNotTried() throws Exception {
    assertThat(run(TWO, Future::succeededFuture)).isEqualTo("192.0.2.1");
    assertThat(tried).containsExactly("192.0.2.1");
  }

  @Test
  void firstFails_nextIsTriedAtOnce() throws Exception {
    var begun = System.nanoTime();
    var won =
        run(
            TWO,
            address ->
                address.endsWith("1")
                    ? Future.failedFuture("refused")
                    : Future.succeededFuture(address));

    assertThat(won).isEqualTo("192.0.2.2");
    assertThat(tried).hasSize(2);
    assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.MILLISECONDS.toNanos(10_000));
  }

  @Test
  void firstDoesNotAnswer_nextIsTriedBesideIt_andTheLateOneIsDiscarded() throws Exception {
    var late = Promise.<String>promise();
    var won =
        run(
            TWO,
            address -> address.endsWith("1") ? late.future() : Future.succeededFuture(address));
    late.complete("192.0.2.1");

    assertThat(won).isEqualTo("192.0.2.2");
    assertThat(discarded).containsExactly("192.0.2.1");
  }

  @Test
  void allFail_failsAsTheFirst() {
    assertThatThrownBy(() -> run(TWO, address -> Future.failedFuture("no " + address)))
        .hasMessage("no 192.0.2.1");
    assertThat(tried).hasSize(2);
  }

  @Test
  void interleaved_familiesTakeTurns() {
    var mixed = addresses("192.0.2.1", "192.0.2.2", "192.0.2.3", "2001:db8::1", "2001:db8::2");

    assertThat(Race.interleaved(mixed))
        .isEqualTo(addresses("192.0.2.1", "2001:db8::1", "192.0.2.2", "2001:db8::2", "192.0.2.3"));
    assertThat(Race.interleaved(addresses("2001:db8::1", "192.0.2.1"))).hasSize(2);
  }
}
