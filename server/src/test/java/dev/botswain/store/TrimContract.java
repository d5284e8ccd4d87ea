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
import java.util.Set;
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

  @Test
  default void trim_groupWithAnAgeOfItsOwn_keepsItsEventsForThat() {
    appendAll(event(BOT, 1), event(OTHER_BOT, 2), event(BOT, 3), event(OTHER_BOT, 4));

    assertThat(await(store().events().trim(grouped(timeOf(9), rule(timeOf(3), ALL_OF_IT), BOT))))
        .isEqualTo(Map.of(BOT, 1L, OTHER_BOT, 4L));
    assertThat(ids(events(BOT))).containsExactly(3L);
    assertThat(await(store().events().trim(grouped(timeOf(0), rule(timeOf(9), ALL_OF_IT), BOT))))
        .isEqualTo(Map.of(BOT, 3L));
    assertThat(await(store().events().trim(grouped(timeOf(0), rule(timeOf(9), ALL_OF_IT), BOT))))
        .isEmpty();
  }

  @Test
  default void trim_groupWithACountOfItsOwn_keepsSoManyOfEachBot() {
    appendAll(event(BOT, 1), event(OTHER_BOT, 2), event(BOT, 3), event(OTHER_BOT, 4));
    var one = new Retention.Rule(Instant.EPOCH, 1, ALL_OF_IT, ALL_OF_IT);

    assertThat(await(store().events().trim(grouped(Instant.EPOCH, one, BOT))))
        .isEqualTo(Map.of(BOT, 1L));
  }

  @Test
  default void trim_bytesOfAGroup_takesFromItsLargestLogOnly() {
    appendAll(event(LAST_BOT, 1, "12345"), event(OTHER_BOT, 2, "12345"), event(BOT, 3, "12345"));
    appendAll(event(BOT, 4, "12345"), event(BOT, 5, "12345"), event(LAST_BOT, 6, "12345"));
    long size = 5 + Retention.EVENT_OVERHEAD;
    var rule = rule(Instant.EPOCH, 2 * size);

    assertThat(await(store().events().trim(grouped(Instant.EPOCH, rule, BOT, OTHER_BOT))))
        .isEqualTo(Map.of(BOT, 4L));
    assertThat(ids(events(OTHER_BOT))).containsExactly(2L);
    assertThat(ids(events(LAST_BOT))).containsExactly(1L, 6L);
  }

  @Test
  default void trim_bytesOfAll_takesFromTheLargestGroupAlthoughABotHasMore() {
    appendAll(event(LAST_BOT, 1, "12345"), event(LAST_BOT, 2, "12345"), event(BOT, 3, "12345"));
    appendAll(event(OTHER_BOT, 4, "12345"), event(OTHER_BOT, 5, "12345"));
    long size = 5 + Retention.EVENT_OVERHEAD;
    var group = new Retention.Group(Set.of(BOT, OTHER_BOT), rule(Instant.EPOCH, ALL_OF_IT));
    var all = rule(Instant.EPOCH, ALL_OF_IT);

    assertThat(
            await(
                store().events().trim(new Retention(all, 4 * size, Instant.EPOCH, List.of(group)))))
        .isEqualTo(Map.of(OTHER_BOT, 4L));
  }

  @Test
  default void trim_eventsOfADay_takesFromTheBotOfTheGroupWithMostOfThem() {
    appendAll(event(BOT, 1), event(OTHER_BOT, 2), event(LAST_BOT, 3));
    appendAll(event(BOT, 4), event(BOT, 5), event(BOT, 6), event(OTHER_BOT, 7), event(LAST_BOT, 8));
    var three = new Retention.Rule(Instant.EPOCH, Integer.MAX_VALUE, ALL_OF_IT, 3);
    var group = new Retention.Group(Set.of(BOT, OTHER_BOT), three);
    var retention =
        new Retention(rule(Instant.EPOCH, ALL_OF_IT), ALL_OF_IT, timeOf(4), List.of(group));

    assertThat(await(store().events().trim(retention))).isEqualTo(Map.of(BOT, 4L));
    assertThat(ids(events(BOT))).containsExactly(5L, 6L);
    assertThat(ids(events(OTHER_BOT))).containsExactly(2L, 7L);
    assertThat(ids(events(LAST_BOT))).containsExactly(3L, 8L);
  }

  @Test
  default void trim_boundsOfBotsInNoGroup_applyToEachAlone() {
    appendAll(event(BOT, 1), event(BOT, 2), event(BOT, 3), event(OTHER_BOT, 4));
    var two = new Retention.Rule(Instant.EPOCH, Integer.MAX_VALUE, ALL_OF_IT, 2);

    assertThat(
            await(store().events().trim(new Retention(two, ALL_OF_IT, Instant.EPOCH, List.of()))))
        .isEqualTo(Map.of(BOT, 1L));
  }

  long ALL_OF_IT = Long.MAX_VALUE;
  long LAST_BOT = OTHER_BOT + 1_000;

  private static Retention.Rule rule(Instant since, long bytes) {
    return new Retention.Rule(since, Integer.MAX_VALUE, bytes, ALL_OF_IT);
  }

  private static Retention grouped(Instant since, Retention.Rule rule, Long... bots) {
    return new Retention(
        rule(since, ALL_OF_IT),
        ALL_OF_IT,
        Instant.EPOCH,
        List.of(new Retention.Group(Set.of(bots), rule)));
  }

  private static Retention since(Instant since) {
    return new Retention(since, Integer.MAX_VALUE, 1L << 40);
  }

  private static Retention bytes(long bytes) {
    return new Retention(Instant.EPOCH, Integer.MAX_VALUE, bytes);
  }
}
