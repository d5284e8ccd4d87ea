package dev.botswain.store.postgres;

import static dev.botswain.store.Samples.bot;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.ids;
import static dev.botswain.store.Samples.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.config.DatabaseUrl;
import dev.botswain.store.Append;
import dev.botswain.store.Change;
import dev.botswain.store.Condition;
import dev.botswain.store.NodeStore.Refusal;
import dev.botswain.store.Samples;
import dev.botswain.store.Store;
import dev.botswain.store.StoreFailedException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A store whose connections to its server break, at the worst moments.
@Timeout(60)
class LostConnectionTest {
  private static final long BOT = 5;

  private final Postgres postgres = Postgres.create();
  private final Link link = new Link(postgres.port());
  private final Store store =
      PostgresStore.open(
          DatabaseUrl.of(postgres.urlAt(link.port())), PostgresStoreTest.KEY, Clock.systemUTC());
  private final UUID me = UUID.randomUUID();
  private final List<Long> told = Collections.synchronizedList(new ArrayList<>());
  private final BlockingQueue<Refusal> refusals = new LinkedBlockingQueue<>();
  private final long epoch;

  LostConnectionTest() {
    store.nodes().onRefusal(refusals::add);
    await(store.nodes().join(me, "http://127.0.0.1:1"));
    epoch = await(store.nodes().take(me, BOT)).epoch();
    append(1);
    awaitTold(1);
  }

  private static <T> T await(io.vertx.core.Future<T> future) {
    return Samples.await(future);
  }

  @AfterEach
  void closeAll() {
    link.mend();
    store.close();
    link.close();
    postgres.close();
  }

  private void append(long id) {
    store
        .events()
        .append(
            new Append(event(BOT, id), point(BOT, 0, id), List.of(), epoch), () -> told.add(id));
  }

  private void awaitTold(long last) {
    org.awaitility.Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .untilAsserted(
            () -> assertThat(told).isEqualTo(LongStream.rangeClosed(1, last).boxed().toList()));
  }

  private void awaitRows(String select, long count) {
    org.awaitility.Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(number(select)).isEqualTo(count));
  }

  private long number(String select) {
    try (var connection = postgres.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(select)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Long> stored() {
    return ids(Samples.await(store.events().page(BOT, 0, 1_000, 1 << 20)));
  }

  @Test
  void append_storedButNotReported_isThereOnceAndTold() {
    link.cutAnswers();
    append(2);
    awaitRows("SELECT count(*) FROM events WHERE bot = 5", 2);
    append(3);
    link.mend();
    awaitTold(3);

    assertThat(stored()).containsExactly(1L, 2L, 3L);
    assertThat(refusals).isEmpty();
    assertThat(await(store.bots().resumePoints(List.of(BOT)))).containsExactly(point(BOT, 0, 3));
  }

  @Test
  void append_notArrived_isRetriedInOrder() {
    link.cut();
    for (long id = 2; id <= 300; id++) {
      append(id);
    }
    link.mend();
    awaitTold(300);

    assertThat(stored()).isEqualTo(LongStream.rangeClosed(1, 300).boxed().toList());
  }

  @Test
  void write_madeButNotReported_isReportedAsMade() {
    link.cutAnswers();
    var change =
        store.write(new Change.PutOperatorKey(new dev.botswain.store.StoredOperatorKey("h")));
    awaitLocked();
    link.mend();

    // Its outcome may be either; what is told must be so.
    boolean made;
    try {
      await(change);
      made = true;
    } catch (StoreFailedException failed) {
      made = false;
    }
    assertThat(number("SELECT count(*) FROM meta WHERE name = 'operator_key'"))
        .isEqualTo(made ? 1 : 0);
  }

  private void awaitLocked() {
    awaitRows(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND application_name LIKE '%writer' AND state LIKE 'idle in transaction%'",
        1);
  }

  @Test
  void connections_endedByTheServer_areMadeAnew() {
    for (long id = 2; id <= 40; id++) {
      append(id);
      if (id % 10 == 0) {
        postgres.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND application_name LIKE 'botswain %'");
      }
    }
    awaitTold(40);

    assertThat(stored()).isEqualTo(LongStream.rangeClosed(1, 40).boxed().toList());
    await(store.write(new Change.PutBot(bot(BOT))));
    assertThat(await(store.bots().ids(0, 9))).containsExactly(BOT);
  }

  @Test
  void failover_thatLostEvents_isReportedAndNothingIsAddedBehindThem() throws Exception {
    append(2);
    append(3);
    awaitTold(3);
    postgres.execute("DELETE FROM events WHERE bot = 5 AND id = 3");
    link.reset();
    append(4);

    assertThat(refusals.poll(30, TimeUnit.SECONDS)).isEqualTo(new Refusal.Behind(BOT, epoch));
    append(5);
    await(store.write(List.of()));
    assertThat(stored()).containsExactly(1L, 2L);
    assertThat(await(store.bots().resumePoints(List.of(BOT)))).containsExactly(point(BOT, 0, 2));
    assertThat(store.events().unstoredBytes()).isZero();
  }

  @Test
  void server_thatIsGone_failsChangesAndLetsEventsWait() {
    link.refuse();
    append(2);
    assertThatThrownBy(() -> await(store.write(new Change.PutBot(bot(BOT)))))
        .isInstanceOf(StoreFailedException.class);
    append(3);

    assertThat(store.condition()).isInstanceOf(Condition.Failing.class);
    assertThat(store.condition().toString()).doesNotContain("must-not-leak");
    assertThat(store.events().unstoredBytes()).isPositive();
    assertThatThrownBy(() -> await(store.nodes().beat(me, 0)))
        .isInstanceOf(StoreFailedException.class);
    link.mend();
    awaitTold(3);
    await(store.write(new Change.PutBot(bot(BOT))));
    assertThat(store.condition()).isEqualTo(new Condition.Working());
    assertThat(await(store.nodes().beat(me, 0)).nodes()).hasSize(1);
  }

  @Test
  void server_thatDoesNotAnswer_failsABeatWithinTwoSeconds() {
    await(store.nodes().beat(me, 0));
    link.cut();
    long before = System.nanoTime();

    assertThatThrownBy(() -> await(store.nodes().beat(me, 0)))
        .isInstanceOf(StoreFailedException.class);
    assertThat(System.nanoTime() - before).isLessThan(2_500_000_000L);
  }

  @Test
  void beat_whileAnAppendWaits_isNotHeldUp() throws Exception {
    try (var connection = postgres.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SELECT 1 FROM nodes WHERE id = '" + me + "' FOR UPDATE");
      append(2);
      awaitRows(
          "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
              + " AND wait_event_type = 'Lock'",
          1);

      await(store.nodes().beat(me, 0));
      assertThat(told).containsExactly(1L);
      connection.rollback();
    }
    awaitTold(2);
  }
}
