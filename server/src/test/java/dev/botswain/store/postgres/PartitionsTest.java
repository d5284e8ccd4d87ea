package dev.botswain.store.postgres;

import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.ids;
import static dev.botswain.store.Samples.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.config.DatabaseUrl;
import dev.botswain.store.Append;
import dev.botswain.store.LogSize;
import dev.botswain.store.Retention;
import dev.botswain.store.Store;
import dev.botswain.store.StoredEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Events of several days, whose ids begin at the clock.
class PartitionsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Postgres postgres = Postgres.create();
  private final Store store =
      Owning.join(
          PostgresStore.open(
              DatabaseUrl.of(postgres.url()),
              PostgresStoreTest.KEY,
              Clock.fixed(NOON, ZoneOffset.UTC)));

  @AfterEach
  void closeAll() {
    store.close();
    postgres.close();
  }

  private static long id(Duration ago) {
    return StoredEvent.idAt(NOON.minus(ago).toEpochMilli());
  }

  private void append(long bot, Duration ago) {
    append(bot, id(ago), NOON.minus(ago), id(ago));
  }

  private void append(long bot, long id, Instant time, long sequence) {
    var stored = new CompletableFuture<Void>();
    var event = new StoredEvent(id, bot, "A", time.toEpochMilli(), new byte[10]);
    store
        .events()
        .append(new Append(event, point(bot, 0, sequence), List.of()), () -> stored.complete(null));
    stored.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private List<Long> events(long bot) {
    return ids(await(store.events().page(bot, 0, 100, 1 << 20)));
  }

  private List<String> partitions() throws Exception {
    try (var connection = postgres.connect()) {
      return dev.botswain.store.sql.Select.list(
          connection,
          "SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid"
              + " WHERE inhparent = 'events'::regclass ORDER BY relname",
          row -> row.getString(1));
    }
  }

  @Test
  void trim_age_dropsPartitionsThatAreTooOldAsAWhole() throws Exception {
    append(1, Duration.ofHours(60));
    append(2, Duration.ofHours(59));
    append(1, Duration.ofHours(30));
    append(1, Duration.ofHours(25));
    append(1, Duration.ofHours(23));
    int before = partitions().size();
    var day = new Retention(NOON.minus(Duration.ofHours(24)), 1_000, 1L << 40);

    assertThat(await(store.events().trim(day)))
        .isEqualTo(Map.of(1L, id(Duration.ofHours(25)), 2L, id(Duration.ofHours(59))));
    assertThat(partitions().size()).isLessThan(before);
    assertThat(events(1)).containsExactly(id(Duration.ofHours(23)));
    assertThat(events(2)).isEmpty();
    assertThat(await(store.events().sizes(List.of(1L, 2L))))
        .isEqualTo(Map.of(1L, new LogSize(1, 10 + Retention.EVENT_OVERHEAD)));
    assertThat(await(store.bots().resumePoints(List.of(2L))))
        .containsExactly(point(2, 0, id(Duration.ofHours(59))));
    assertThat(await(store.events().lastId())).isEqualTo(id(Duration.ofHours(23)));
    append(2, Duration.ofHours(1));
    assertThat(events(2)).containsExactly(id(Duration.ofHours(1)));
  }

  @Test
  void trim_newEventsWithOldIds_stay() throws Exception {
    // As of a server that has run for days without its ids following the clock.
    append(1, id(Duration.ofHours(60)), NOON.minus(Duration.ofHours(60)), 1);
    append(1, id(Duration.ofHours(60)) + 1, NOON.minus(Duration.ofHours(1)), 2);
    var day = new Retention(NOON.minus(Duration.ofHours(24)), 1_000, 1L << 40);

    assertThat(await(store.events().trim(day))).isEqualTo(Map.of(1L, id(Duration.ofHours(60))));
    assertThat(events(1)).containsExactly(id(Duration.ofHours(60)) + 1);
    assertThat(await(store.events().trim(day))).isEmpty();
    assertThat(events(1)).hasSize(1);
  }

  @Test
  void page_overPartitions_isInOrder() {
    for (int hours = 40; hours > 0; hours -= 3) {
      append(1, Duration.ofHours(hours));
    }

    assertThat(events(1)).hasSize(14).isSorted();
    assertThat(ids(await(store.events().page(1, id(Duration.ofHours(20)), 3, 1 << 20))))
        .containsExactly(
            id(Duration.ofHours(19)), id(Duration.ofHours(16)), id(Duration.ofHours(13)));
  }
}
