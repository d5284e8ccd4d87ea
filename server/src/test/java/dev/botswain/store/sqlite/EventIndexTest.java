package dev.botswain.store.sqlite;

import static dev.botswain.store.Samples.NOON;
import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.store.Append;
import dev.botswain.store.Backlog;
import dev.botswain.store.Change.MoveWebhook;
import dev.botswain.store.EventStore.LogEnds;
import dev.botswain.store.Retention;
import dev.botswain.store.Store;
import dev.botswain.store.sealing.KeySource;
import dev.botswain.store.sealing.Keyring;
import dev.botswain.store.sealing.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events are found before, while and after they are written to the index.
class EventIndexTest {
  /// More than wait at any time.
  private static final long MANY = 50_000;

  /// A bot that has few events of its own among all others.
  private static final long QUIET = 1_000;

  @TempDir private Path folder;

  private Store store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder, new KeySource.InFolder(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void reopen() {
    store.close();
    open();
  }

  private void append(long bot, long... ids) {
    for (long id : ids) {
      store.events().append(new Append(event(bot, id), null, List.of()), () -> {});
    }
    stored();
  }

  /// Waits until everything submitted is stored.
  private void stored() {
    await(store.write(new MoveWebhook("unknown", 0)));
  }

  /// Events of a hundred bots in turn, with a commit for about a thousand.
  private void appendMany(long first) {
    for (long id = first; id < first + MANY; id++) {
      store.events().append(new Append(event(id % 100, id), null, List.of()), () -> {});
      if (id % 1_000 == 0) {
        stored();
      }
    }
    stored();
  }

  private List<Long> read(long bot, long after) {
    return ids(await(store.events().page(bot, after, 1_000_000, Integer.MAX_VALUE)));
  }

  private long count(String of) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder + "/botswain.db");
        var statement = connection.createStatement();
        var count = statement.executeQuery("SELECT count(*) FROM " + of)) {
      return count.getLong(1);
    }
  }

  private void change(String... statements) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder + "/botswain.db");
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void assertAllOf(long bot, long upTo) {
    var expected = LongStream.range(1, upTo).filter(id -> id % 100 == bot).boxed().toList();
    assertThat(read(bot, 0)).isEqualTo(expected);
    long after = expected.get(expected.size() / 2);
    assertThat(read(bot, after)).isEqualTo(expected.stream().filter(id -> id > after).toList());
    assertThat(await(store.events().backlog(bot, after)))
        .isEqualTo(
            new Backlog(
                expected.size() - expected.size() / 2 - 1,
                NOON.plusSeconds(after + 100).toEpochMilli()));
  }

  @Test
  void events_someWritten_someWaiting_areAllRead() throws Exception {
    append(QUIET, MANY * 3);
    appendMany(1);

    assertThat(count("events_of_bot")).isBetween(MANY / 2, MANY - 1);
    for (long bot = 0; bot < 100; bot++) {
      assertAllOf(bot, MANY + 1);
    }
    assertThat(read(QUIET, 0)).containsExactly(MANY * 3);
  }

  @Test
  void events_afterARestart_areAllRead() {
    append(QUIET, 1_000_000);
    appendMany(1);
    reopen();
    List<Long> all =
        LongStream.concat(LongStream.range(0, 100), LongStream.of(QUIET)).boxed().toList();
    assertThat(await(store.events().ends(all)))
        .hasSize(101)
        .containsEntry(1L, new LogEnds(0, MANY - 99));
    assertAllOf(1, MANY + 1);

    appendMany(MANY + 1);
    reopen();
    assertAllOf(1, 2 * MANY + 1);
    assertAllOf(99, 2 * MANY + 1);
    assertThat(read(QUIET, 0)).containsExactly(1_000_000L);
  }

  @Test
  void event_idBelowWhatIsWritten_isThereAfterARestart() {
    appendMany(100_000);
    append(QUIET, 7);
    reopen();

    assertThat(read(QUIET, 0)).containsExactly(7L);
    assertThat(await(store.events().backlog(QUIET, 0)).events()).isEqualTo(1);
  }

  @Test
  void limits_overBothParts_holdAndLeaveNoHole() {
    appendMany(1);
    append(1, MANY * 2, MANY * 2 + 1);

    var paged = new ArrayList<Long>();
    List<Long> page;
    do {
      page = ids(await(store.events().page(1, paged.isEmpty() ? 0 : paged.getLast(), 7, 1 << 20)));
      assertThat(page).hasSizeLessThanOrEqualTo(7);
      paged.addAll(page);
    } while (!page.isEmpty());
    assertThat(paged).isEqualTo(read(1, 0)).hasSize((int) MANY / 100 + 2);
  }

  @Test
  void trim_whatWaits_goesAsWellAndIsNotBack() throws Exception {
    append(1, 1, 2, 3);
    append(2, 4, 5);
    await(store.events().trim(new Retention(NOON.plusSeconds(3), 100, 1L << 40)));
    append(1, 6);
    assertThat(read(1, 0)).containsExactly(3L, 6L);
    assertThat(await(store.events().backlog(1, 0)).events()).isEqualTo(2);

    await(store.events().trim(new Retention(Instant.EPOCH, 1, 1L << 40)));
    reopen();
    assertThat(read(1, 0)).containsExactly(6L);
    assertThat(read(2, 0)).containsExactly(5L);
    assertThat(count("events_of_bot")).isEqualTo(2);
    assertThat(await(store.events().ends(List.of(1L, 2L))))
        .isEqualTo(Map.of(1L, new LogEnds(3, 6), 2L, new LogEnds(4, 5)));
  }

  @Test
  void trim_inTheTransactionThatWritesThem_leavesNoRowWithoutItsEvent() throws Exception {
    store.close();
    var keys = new Keyring(new KeySource.InFolder(), folder).read(false);
    var vault = new Vault(keys);
    try (var database = Database.open(folder.resolve("botswain.db"), keys)) {
      var connection = database.connect();
      var rows = new SqliteRows(connection, vault, new EventIndex(connection));
      for (long id = 1; id <= 1_000; id++) {
        rows.append(new Append(event(1, id), null, List.of()));
      }
      rows.commit();
      rows.statements().execute("DELETE FROM events WHERE id <= 900");
      rows.trimmed(1, 900);
      rows.commit();
    }
    assertThat(count("events_of_bot")).isEqualTo(100);
    open();
    assertThat(read(1, 0)).hasSize(100);
  }

  @Test
  void open_databaseOfTheFirstVersion_findsItsEvents() throws Exception {
    store.close();
    Path database = folder.resolve("botswain.db");
    Files.delete(database);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
      Schema.migrate(connection, 1);
    }
    change(
        "INSERT INTO events VALUES (1, 1, NULL, NULL, 'X', 0, X'20')",
        "INSERT INTO events VALUES (2, 2, NULL, NULL, 'X', 0, X'20')",
        "INSERT INTO events VALUES (3, 1, NULL, NULL, 'X', 0, X'20')");
    open();

    append(1, 4);
    assertThat(read(1, 0)).containsExactly(1L, 3L, 4L);
    assertThat(await(store.events().backlog(2, 0)).events()).isEqualTo(1);
  }
}
