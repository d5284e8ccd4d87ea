package dev.botswain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.store.BotStore;
import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.SoleNode;
import dev.botswain.store.StoredBot;
import dev.botswain.store.StoredResumePoint;
import dev.botswain.time.Await;
import dev.botswain.time.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The cluster of one process with a store of its own, on a real event loop.
class SoleClusterTest {
  private final Vertx vertx = Vertx.vertx();
  private final Here here = new Here();
  private final AtomicLong now = new AtomicLong();
  private final Ticker ticker = now::get;

  /// Bots are up at once, and gone at once.
  private static final class Here implements Residents {
    final Set<Long> up = new ConcurrentSkipListSet<>();

    @Override
    public Future<Void> adopt(Collection<Claim> claims) {
      claims.forEach(one -> up.add(one.bot()));
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> leave(Claim claim) {
      up.remove(claim.bot());
      return Future.succeededFuture();
    }

    @Override
    public void drop(Claim claim) {
      up.remove(claim.bot());
    }
  }

  /// So many bots, or a failure.
  private record Bots(int count) implements BotStore {
    @Override
    public Future<List<Long>> ids(long after, int limit) {
      return count < 0
          ? Future.failedFuture(new IllegalStateException("damaged"))
          : Future.succeededFuture(
              LongStream.rangeClosed(after + 1, Math.min(after + limit, count)).boxed().toList());
    }

    @Override
    public Future<List<StoredBot>> of(Collection<Long> bots) {
      return Future.succeededFuture(List.of());
    }

    @Override
    public Future<List<StoredResumePoint>> resumePoints(Collection<Long> bots) {
      return Future.succeededFuture(List.of());
    }
  }

  private Cluster started(int bots) {
    var cluster =
        new Cluster(
            new SoleNode(new Bots(bots), () -> Future.succeededFuture(true)),
            ticker,
            Loop.of(vertx),
            here,
            new SimpleMeterRegistry());
    Await.of(cluster.start("", (_, _) -> Future.succeededFuture()));
    return cluster;
  }

  @AfterEach
  void close() {
    Await.of(vertx.close());
  }

  @Test
  void start_ofWhatAnEarlierRunLeft_bringsAllUp() {
    var cluster = started(25_000);

    assertThat(Await.of(cluster.settled(25_000, Duration.ofSeconds(5))))
        .isInstanceOf(Place.Here.class);
    Await.of(cluster.drain());
    assertThat(here.up).isEmpty();
  }

  @Test
  void start_storeCannotBeRead_fails() {
    assertThatThrownBy(() -> started(-1)).hasMessage("damaged");
  }

  @Test
  void take_newBot_isHere() {
    var cluster = started(0);

    assertThat(cluster.find(7)).isInstanceOf(Place.Nowhere.class);
    assertThat(cluster.home(7)).isInstanceOf(Place.Here.class);
    assertThat(Await.of(cluster.take(7))).isInstanceOf(Place.Here.class);
    assertThat(cluster.find(7)).isInstanceOf(Place.Here.class);
    assertThat(here.up).containsExactly(7L);
    assertThat(cluster.isLeased()).isTrue();
  }

  @Test
  void take_whileDraining_fails() {
    var cluster = started(0);
    Await.of(cluster.drain());

    assertThatThrownBy(() -> Await.of(cluster.take(7))).isInstanceOf(CannotTakeException.class);

    Await.of(cluster.undrain());
    assertThat(Await.of(cluster.take(7))).isInstanceOf(Place.Here.class);
  }

  /// Nobody else uses the store, so it has lost nothing, however long ago it was asked.
  @Test
  void refresh_longAfterTheLast_newBotStays() {
    var cluster = started(0);
    Await.of(cluster.take(7));

    for (int i = 0; i < 3; i++) {
      now.addAndGet(Duration.ofMinutes(1).toNanos());
      Await.of(cluster.refresh());
    }

    assertThat(cluster.find(7)).isInstanceOf(Place.Here.class);
    assertThat(cluster.isLeased()).isTrue();
  }

  @Test
  void leave_afterwards_nothingIsLeased() {
    var cluster = started(3);

    Await.of(cluster.leave());

    assertThat(cluster.isLeased()).isFalse();
    assertThat(here.up).isEmpty();
  }
}
