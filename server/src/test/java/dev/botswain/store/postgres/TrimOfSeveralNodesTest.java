package dev.botswain.store.postgres;

import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.config.DatabaseUrl;
import dev.botswain.store.Append;
import dev.botswain.store.Retention;
import dev.botswain.store.Store;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.sql.Select;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two nodes that trim the same database.
@Timeout(60)
class TrimOfSeveralNodesTest {
  private static final Duration AHEAD = Duration.ofDays(2);
  private static final Instant NOW = Instant.now();

  private final Postgres postgres = Postgres.create();

  /// Its clock is wrong.
  private final Node first = new Node(new UUID(0, 1), Clock.offset(Clock.systemUTC(), AHEAD));

  private final Node second = new Node(new UUID(0, 2), Clock.systemUTC());

  private final class Node {
    final Store store;
    final UUID id;

    Node(UUID id, Clock clock) {
      this.id = id;
      store = PostgresStore.open(DatabaseUrl.of(postgres.url()), PostgresStoreTest.KEY, clock);
      await(store.nodes().join(id, "http://127.0.0.1:1"));
    }

    void append(long bot, Duration ago) {
      long epoch = await(store.nodes().take(id, bot)).epoch();
      long time = NOW.minus(ago).toEpochMilli();
      var stored = new CompletableFuture<Void>();
      store
          .events()
          .append(
              new Append(
                  new StoredEvent(StoredEvent.idAt(time), bot, "A", time, new byte[10]),
                  null,
                  List.of(),
                  epoch),
              () -> stored.complete(null));
      stored.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /// A day is kept.
    void trim(Instant now) {
      await(store.events().trim(new Retention(now.minus(Duration.ofDays(1)), 1_000, 1L << 40)));
    }

    List<Long> events(long bot) {
      return ids(await(store.events().page(bot, 0, 100, 1 << 20)));
    }
  }

  @AfterEach
  void closeAll() {
    first.store.close();
    second.store.close();
    postgres.close();
  }

  private List<Long> numbers(String sql) throws Exception {
    try (Connection connection = postgres.connect()) {
      return Select.list(connection, sql, row -> row.getLong(1));
    }
  }

  private long partitions() throws Exception {
    return numbers("SELECT count(*) FROM pg_inherits WHERE inhparent = 'events'::regclass")
        .getFirst();
  }

  @Test
  void partitions_areDroppedByTheFirstNodeAlone() throws Exception {
    second.append(2, Duration.ofDays(5));
    second.append(2, Duration.ofHours(1));
    long before = partitions();

    second.trim(NOW);
    assertThat(second.events(2)).hasSize(1);
    assertThat(partitions()).isEqualTo(before);

    first.trim(NOW);
    assertThat(partitions()).isLessThan(before);
    assertThat(second.events(2)).hasSize(1);
  }

  @Test
  void nodeWhoseClockIsAhead_dropsNothingOfOthersTooEarly() {
    second.append(2, Duration.ofHours(6));

    first.trim(NOW.plus(AHEAD));

    assertThat(second.events(2)).hasSize(1);
  }

  @Test
  void logs_countedByTwoAtOnce_areCountedOnce() throws Exception {
    second.append(2, Duration.ofHours(3));
    second.append(2, Duration.ofHours(2));
    String count = "SELECT count_logs(ARRAY[2::bigint])";
    try (Connection one = postgres.connect();
        var counting = one.createStatement()) {
      one.setAutoCommit(false);
      counting.execute(count);
      var other = CompletableFuture.runAsync(() -> postgres.execute(count));
      Awaitility.await()
          .until(() ->
              numbers(
                          "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                              + " AND datname = current_database() AND query LIKE '%count_logs%'")
                      .getFirst()
                  == 1);
      one.commit();
      other.get(10, TimeUnit.SECONDS);
    }

    assertThat(numbers("SELECT events FROM logs WHERE bot = 2")).containsExactly(2L);
  }
}
