package dev.botswain.store;

import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.ids;
import static dev.botswain.store.Samples.text;
import static dev.botswain.store.StoreContract.timeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.store.Change.BeginLog;
import dev.botswain.store.EventStore.LogEnds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Logs: how events are appended and read.
interface EventsContract extends StoreContract {
  @Test
  default void append_anyBytes_areReadAsTheyCame() {
    byte[] data = new byte[70_000];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) i;
    }
    append(new StoredEvent(7, BOT, "MESSAGE_CREATE", 1_700_000_000_123L, data));

    StoredEvent read = events(BOT).getFirst();
    assertThat(read.data()).isEqualTo(data);
    assertThat(read)
        .usingRecursiveComparison()
        .isEqualTo(new StoredEvent(7, BOT, "MESSAGE_CREATE", 1_700_000_000_123L, data));
  }

  @Test
  default void append_many_tellsInOrderOnceEachCanBeRead() {
    var told = Collections.synchronizedList(new ArrayList<Long>());
    var last = new CompletableFuture<Void>();
    for (long id = 1; id <= 1_000; id++) {
      long appended = id;
      store()
          .events()
          .append(
              new Append(event(BOT + id % 3, id), null, List.of()),
              () -> {
                told.add(appended);
                if (appended == 1_000) {
                  last.complete(null);
                }
              });
    }
    last.orTimeout(60, TimeUnit.SECONDS).join();

    assertThat(told).isEqualTo(LongStream.rangeClosed(1, 1_000).boxed().toList());
    assertThat(events(BOT)).hasSize(333);
    assertThat(store().events().unstoredBytes()).isZero();
  }

  @Test
  default void append_idThatIsThereAlready_isNotStoredAndHoldsUpNobody() {
    append(event(BOT, 1, "first"));
    var told = new ArrayList<String>();
    store()
        .events()
        .append(new Append(event(BOT, 1, "again"), null, List.of()), () -> told.add("again"));
    append(event(BOT, 2, "next"));

    assertThat(events(BOT))
        .extracting(event -> text(event.data()))
        .containsExactly("first", "next");
    assertThat(told).isEmpty();
    assertThat(store().events().unstoredBytes()).isZero();
    assertThat(store().condition()).isEqualTo(new Condition.Working());
  }

  @Test
  default void append_callbackThatThrows_holdsUpNobody() {
    try {
      store()
          .events()
          .append(
              new Append(event(BOT, 1), null, List.of()),
              () -> {
                throw new IllegalStateException("on purpose");
              });
    } catch (IllegalStateException own) {
      // The caller's own failure may be thrown at once.
    }
    append(event(BOT, 2));

    assertThat(ids(events(BOT))).containsExactly(1L, 2L);
  }

  @Test
  default void events_ofAnotherBot_areNotAmongThem() {
    appendAll(event(BOT, 1), event(OTHER_BOT, 2), event(BOT, 3));

    assertThat(ids(events(BOT))).containsExactly(1L, 3L);
    assertThat(ids(events(OTHER_BOT))).containsExactly(2L);
    assertThat(events(BOT + 7)).isEmpty();
  }

  @Test
  default void events_afterAnId_beginBehindIt() {
    appendAll(event(BOT, 1), event(BOT, 5), event(BOT, 9));

    assertThat(ids(await(store().events().page(BOT, 1, 10, 1_000)))).containsExactly(5L, 9L);
    assertThat(ids(await(store().events().page(BOT, 6, 10, 1_000)))).containsExactly(9L);
    assertThat(ids(await(store().events().page(BOT, 9, 10, 1_000)))).isEmpty();
  }

  @Test
  default void events_page_tellsWhatIsForgotten() {
    assertThat(await(store().events().page(BOT, 0, 10, 1_000)).trimmed()).isZero();
    await(store().write(new BeginLog(BOT, 3)));
    await(store().write(new BeginLog(BOT, 1))); // It has begun already.
    assertThat(await(store().events().page(BOT, 0, 10, 1_000)).trimmed()).isEqualTo(3);

    appendAll(event(BOT, 5), event(BOT, 6));
    assertThat(await(store().events().page(BOT, 0, 10, 1_000)).trimmed()).isEqualTo(3);
    await(store().events().trim(new Retention(Instant.EPOCH, 1, 1L << 40)));
    assertThat(await(store().events().page(BOT, 0, 10, 1_000)).trimmed()).isEqualTo(5);
    assertThat(await(store().events().page(BOT, 6, 10, 1_000)).trimmed()).isEqualTo(5);
    assertThat(await(store().events().page(OTHER_BOT, 0, 10, 1_000)).trimmed()).isZero();
  }

  @Test
  default void backlog_behindAnId_countsAndDatesTheFirst() {
    appendAll(event(BOT, 1), event(OTHER_BOT, 2), event(BOT, 3), event(BOT, 4));

    assertThat(await(store().events().backlog(BOT, 0)))
        .isEqualTo(new Backlog(3, timeOf(1).toEpochMilli()));
    assertThat(await(store().events().backlog(BOT, 1)))
        .isEqualTo(new Backlog(2, timeOf(3).toEpochMilli()));
    assertThat(await(store().events().backlog(BOT, 4))).isEqualTo(new Backlog(0, 0));
    assertThat(await(store().events().backlog(BOT + 7, 0))).isEqualTo(new Backlog(0, 0));
  }

  @Test
  default void events_limit_isKept() {
    appendAll(event(BOT, 1), event(BOT, 2), event(BOT, 3));

    assertThat(ids(await(store().events().page(BOT, 0, 2, 1_000)))).containsExactly(1L, 2L);
  }

  @Test
  default void events_bytes_endWithTheOneThatReachesThem() {
    appendAll(event(BOT, 1, "12345"), event(BOT, 2, "12345"), event(BOT, 3, "12345"));

    assertThat(ids(await(store().events().page(BOT, 0, 10, 1)))).containsExactly(1L);
    assertThat(ids(await(store().events().page(BOT, 0, 10, 5)))).containsExactly(1L);
    assertThat(ids(await(store().events().page(BOT, 0, 10, 6)))).containsExactly(1L, 2L);
  }

  @Test
  default void sizes_ofLogs_countTheirEventsOnce() {
    assertThat(await(store().events().sizes(List.of(BOT)))).isEmpty();
    appendAll(event(BOT, 1, "12345"), event(OTHER_BOT, 2, "1"), event(BOT, 3, "123"));
    var sizes =
        Map.of(
            BOT,
            new LogSize(2, 8 + 2 * Retention.EVENT_OVERHEAD),
            OTHER_BOT,
            new LogSize(1, 1 + Retention.EVENT_OVERHEAD));

    assertThat(await(store().events().sizes(List.of(BOT, OTHER_BOT, BOT + 7)))).isEqualTo(sizes);
    await(store().events().trim(new Retention(Instant.EPOCH, 10, 1L << 40)));
    assertThat(await(store().events().sizes(List.of(BOT, OTHER_BOT)))).isEqualTo(sizes);
    append(event(BOT, 4, "12"));
    assertThat(await(store().events().sizes(List.of(BOT))).get(BOT))
        .isEqualTo(new LogSize(3, 10 + 3 * Retention.EVENT_OVERHEAD));
  }

  @Test
  default void ends_ofLogs_areOfThoseThatAreThere() {
    assertThat(await(store().events().ends(List.of(BOT)))).isEmpty();
    assertThat(await(store().events().lastId())).isZero();
    appendAll(event(BOT, 3), event(OTHER_BOT, 9), event(BOT, 5));
    write(new BeginLog(BOT + 7, 4));

    assertThat(await(store().events().ends(List.of(BOT, BOT + 7, BOT + 8))))
        .isEqualTo(Map.of(BOT, new LogEnds(0, 5), BOT + 7, new LogEnds(4, 4)));
    assertThat(await(store().events().ends(List.of()))).isEmpty();
    assertThat(await(store().events().lastId())).isEqualTo(9);
  }

  @Test
  default void ends_afterATrim_areBothEnds() {
    for (long id = 1; id <= 4; id++) {
      appendAll(event(BOT, id), event(OTHER_BOT, id + 10));
    }
    await(store().events().trim(new Retention(Instant.EPOCH, 3, 1L << 40)));
    await(store().events().trim(new Retention(timeOf(11), 100, 1L << 40)));

    assertThat(await(store().events().ends(List.of(BOT, OTHER_BOT))))
        .isEqualTo(Map.of(BOT, new LogEnds(4, 4), OTHER_BOT, new LogEnds(11, 14)));
  }

  @Test
  default void lastId_allForgotten_isThatOfTheLast() {
    appendAll(event(BOT, 3), event(OTHER_BOT, 9));
    await(store().events().trim(new Retention(Instant.EPOCH, 0, 0)));

    assertThat(await(store().events().lastId())).isEqualTo(9);
  }

  @Test
  default void close_thenMoreIsWritten_fails() {
    store().close();

    assertThatThrownBy(() -> write(new BeginLog(BOT, 1))).isInstanceOf(StoreFailedException.class);
    var told = new ArrayList<String>();
    store().events().append(new Append(event(BOT, 1), null, List.of()), () -> told.add("told"));
    assertThat(told).isEmpty();
    store().close();
  }

  @Test
  default void count_sinceAMoment_hasThoseOfTheBotsFromThenOn() {
    assertThat(await(store().events().count(List.of(BOT), Instant.EPOCH))).isZero();
    appendAll(event(BOT, 1), event(OTHER_BOT, 2), event(BOT, 3), event(BOT + 7, 4), event(BOT, 5));

    assertThat(await(store().events().count(List.of(BOT, OTHER_BOT), timeOf(2)))).isEqualTo(3);
    await(store().events().trim(new Retention(timeOf(3), 9, 1L << 40)));
    append(event(OTHER_BOT, 6));
    assertThat(await(store().events().count(List.of(BOT, OTHER_BOT), timeOf(2)))).isEqualTo(3);
    assertThat(await(store().events().count(List.of(BOT, OTHER_BOT), timeOf(7)))).isZero();
  }
}
