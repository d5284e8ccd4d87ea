package dev.botswain.store;

import static dev.botswain.store.Samples.ALL;
import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.ids;
import static dev.botswain.store.StoreContract.timeOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How events are deleted.
interface TrimContract extends StoreContract {
  @Test
  default void trim_nothingTooOldOrTooMany_forgetsNothing() {
    appendAll(event(BOT, 1), event(BOT, 2));

    assertThat(await(store().events().trim(ALL))).isEmpty();
    assertThat(await(store().events().trim(new Retention(timeOf(1), 2, 1L << 40)))).isEmpty();
    assertThat(events(BOT)).hasSize(2);
  }

  @Test
  default void trim_age_forgetsWhatIsOlder() {
    appendAll(event(BOT, 1), event(OTHER_BOT, 2), event(BOT, 3), event(BOT, 4));

    assertThat(await(store().events().trim(since(timeOf(4)))))
        .isEqualTo(Map.of(BOT, 3L, OTHER_BOT, 2L));
    assertThat(ids(events(BOT))).containsExactly(4L);
    assertThat(events(OTHER_BOT)).isEmpty();
  }

  @Test
  default void trim_clockThatWentBack_leavesNoHole() {
    append(event(BOT, 1));
    append(new StoredEvent(2, BOT, "A", timeOf(9).toEpochMilli(), new byte[1]));
    appendAll(event(BOT, 3), event(BOT, 4));

    assertThat(await(store().events().trim(since(timeOf(4))))).isEqualTo(Map.of(BOT, 1L));
    assertThat(ids(events(BOT))).containsExactly(2L, 3L, 4L);
  }

  @Test
  default void trim_count_leavesTheLastOfEachBot() {
    appendAll(event(BOT, 1), event(OTHER_BOT, 2), event(BOT, 3), event(BOT, 4), event(BOT, 5));

    assertThat(await(store().events().trim(new Retention(Instant.EPOCH, 2, 1L << 40))))
        .isEqualTo(Map.of(BOT, 3L));
    assertThat(ids(events(BOT))).containsExactly(4L, 5L);
    assertThat(ids(events(OTHER_BOT))).containsExactly(2L);
  }

  @Test
  default void trim_bytes_forgetsTheOldestOfAll() {
    appendAll(event(BOT, 1, "12345"), event(OTHER_BOT, 2, "12345"), event(BOT, 3, "12345"));
    long one = 5 + Retention.EVENT_OVERHEAD;

    assertThat(await(store().events().trim(bytes(3 * one)))).isEmpty();
    assertThat(await(store().events().trim(bytes(3 * one - 1)))).isEqualTo(Map.of(BOT, 1L));
    assertThat(await(store().events().trim(bytes(one)))).isEqualTo(Map.of(OTHER_BOT, 2L));
    assertThat(ids(events(BOT))).containsExactly(3L);
  }

  @Test
  default void trim_bytes_takesFromTheLargestLogOnly() {
    append(event(OTHER_BOT, 1, "12345"));
    for (long id = 2; id < 3_000; id++) {
      append(event(BOT, id, "12345"));
    }
    long one = 5 + Retention.EVENT_OVERHEAD;

    assertThat(await(store().events().trim(bytes(10 * one)))).isEqualTo(Map.of(BOT, 2_990L));
    assertThat(ids(events(OTHER_BOT))).containsExactly(1L);
    assertThat(ids(events(BOT))).hasSize(9);
  }

  @Test
  default void trim_severalReasons_countWhatIsGoneAlready() {
    for (long id = 1; id <= 6; id++) {
      append(event(BOT, id, "12345"));
    }
    long one = 5 + Retention.EVENT_OVERHEAD;

    assertThat(await(store().events().trim(new Retention(timeOf(2), 4, 3 * one))))
        .isEqualTo(Map.of(BOT, 3L));
    assertThat(ids(events(BOT))).containsExactly(4L, 5L, 6L);
  }

  @Test
  default void trim_thousands_areAllForgotten() {
    for (long id = 1; id < 6_000; id++) {
      store().events().append(new Append(event(BOT + id % 2, id), null, List.of()), () -> {});
    }
    append(event(BOT, 6_000));

    assertThat(await(store().events().trim(new Retention(timeOf(2_500), 100, 1L << 40))))
        .isEqualTo(Map.of(BOT, 5_800L, BOT + 1, 5_799L));
    assertThat(ids(events(BOT))).hasSize(100).startsWith(5_802L).endsWith(6_000L);
    assertThat(await(store().events().trim(since(timeOf(10_000)))))
        .isEqualTo(Map.of(BOT, 6_000L, BOT + 1, 5_999L));
    assertThat(events(BOT)).isEmpty();
  }

  private static Retention since(Instant since) {
    return new Retention(since, Integer.MAX_VALUE, 1L << 40);
  }

  private static Retention bytes(long bytes) {
    return new Retention(Instant.EPOCH, Integer.MAX_VALUE, bytes);
  }
}
