package dev.botswain.store.sqlite;

import static dev.botswain.store.Samples.NOON;
import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.bot;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.ids;
import static dev.botswain.store.Samples.point;
import static dev.botswain.store.Samples.session;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.botswain.MovableClock;
import dev.botswain.secret.Secret;
import dev.botswain.store.Append;
import dev.botswain.store.Change;
import dev.botswain.store.Change.PutBot;
import dev.botswain.store.Change.PutSession;
import dev.botswain.store.Condition;
import dev.botswain.store.Retention;
import dev.botswain.store.SecretKeys.Rotation;
import dev.botswain.store.StoreFailedException;
import dev.botswain.store.StoredBot;
import dev.botswain.store.sealing.KeySource;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full: the database may not grow.
@Timeout(120)
class FailingDiskTest {
  private static final String LARGE = "x".repeat(100_000);

  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock();
  private final List<Long> told = Collections.synchronizedList(new ArrayList<>());
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder, new KeySource.InFolder(), clock);
    await(store.write(new PutBot(bot(1))));
  }

  @AfterEach
  void close() {
    store.close();
  }

  /// SQLite treats a limit below the present size as the present size.
  private void fillDisk() {
    limitPages(1);
  }

  private void freeDisk() {
    limitPages(1_000_000_000);
  }

  private void limitPages(int pages) {
    try (var statement = store.writing().createStatement()) {
      statement.execute("PRAGMA max_page_count = " + pages);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void append(long id, String data) {
    store
        .events()
        .append(new Append(event(1, id, data), point(1, 0, id), List.of()), () -> told.add(id));
  }

  private void untilFailing() {
    await().until(() -> store.condition() instanceof Condition.Failing);
  }

  private static Change large() {
    return new PutBot(
        new StoredBot(2, new Secret("t"), LARGE.getBytes(UTF_8), 2, 0, 0, 1, "wss://x", false));
  }

  @Test
  void appends_waitInOrder_andAreStoredOnceThereIsRoom() {
    append(1, "before");
    await().until(() -> told.size() == 1);
    fillDisk();
    for (long id = 2; id <= 5_000; id++) {
      append(id, id % 500 == 2 ? LARGE : "small");
    }
    untilFailing();

    assertThat(told).containsExactly(1L);
    assertThat(ids(await(store.events().page(1, 0, 10_000, 1 << 30)))).containsExactly(1L);
    assertThat(await(store.bots().resumePoints(List.of(1L)))).containsExactly(point(1, 0, 1));
    freeDisk();
    await().until(() -> told.size() == 5_000);
    List<Long> all = LongStream.rangeClosed(1, 5_000).boxed().toList();
    assertThat(told).isEqualTo(all);
    assertThat(ids(await(store.events().page(1, 0, 10_000, 1 << 30)))).isEqualTo(all);
    assertThat(await(store.bots().resumePoints(List.of(1L)))).containsExactly(point(1, 0, 5_000));
    assertThat(store.condition()).isEqualTo(new Condition.Working());
  }

  @Test
  void rotationOfTheKey_diskFull_failsAndUsesTheSameKeyLater() throws Exception {
    Path file = folder.resolve("secret.key");
    String old = Files.readString(file);
    fillDisk();
    append(1, LARGE);
    untilFailing();
    assertThatThrownBy(() -> await(store.secretKeys().rotate()))
        .isInstanceOf(StoreFailedException.class);

    String both = Files.readString(file);
    assertThat(both).hasLineCount(2).endsWith(old);
    freeDisk();
    await().until(() -> store.condition() instanceof Condition.Working);
    assertThat(await(store.secretKeys().rotate())).isInstanceOf(Rotation.Begun.class);
    await().untilAsserted(() -> assertThat(Files.readString(file) + old).isEqualTo(both));
    assertThat(await(store.bots().of(List.of(1L)))).hasSize(1);
  }

  @Test
  void backlog_whileFailing_countsWhatIsNotStored() {
    fillDisk();
    append(1, LARGE);
    append(2, LARGE);
    untilFailing();

    assertThat(store.events().unstoredBytes()).isEqualTo(2 * LARGE.length());
    append(3, "123");
    assertThat(store.events().unstoredBytes()).isEqualTo(2 * LARGE.length() + 3);
    freeDisk();
    await().until(() -> store.events().unstoredBytes() == 0);
    assertThat(told).containsExactly(1L, 2L, 3L);
  }

  @Test
  void condition_whileFailing_tellsSinceWhenAndWhy() {
    fillDisk();
    append(1, LARGE);
    untilFailing();
    clock.advance(Duration.ofMinutes(5));
    assertThatThrownBy(() -> await(store.write(large()))).isInstanceOf(StoreFailedException.class);

    assertThat(store.condition())
        .isInstanceOfSatisfying(
            Condition.Failing.class,
            failing -> {
              assertThat(failing.since()).isEqualTo(NOON);
              assertThat(failing.reason()).contains("full");
            });
  }

  @Test
  void changes_fail_andAreNotDone() {
    fillDisk();
    assertThatThrownBy(() -> await(store.write(List.of(new PutSession(session("a", 1)), large()))))
        .isInstanceOf(StoreFailedException.class);

    assertThat(await(store.sessions().of(List.of(1L)))).isEmpty();
    freeDisk();
    await(store.write(new PutSession(session("b", 1))));
    assertThat(await(store.sessions().of(List.of(1L)))).containsExactly(session("b", 1));
    assertThat(await(store.bots().of(List.of(1L)))).hasSize(1);
  }

  @Test
  void changes_behindManyEventsThatWait_failToo() {
    fillDisk();
    append(1, LARGE);
    untilFailing();
    for (long id = 2; id <= 10_000; id++) {
      append(id, "small");
    }
    assertThatThrownBy(() -> await(store.write(large()))).isInstanceOf(StoreFailedException.class);

    assertThat(told).isEmpty();
  }

  @Test
  void condition_afterAChangeFailedAndNothingElseCame_isWorkingAgain() {
    fillDisk();
    assertThatThrownBy(() -> await(store.write(large()))).isInstanceOf(StoreFailedException.class);

    await().until(() -> store.condition() instanceof Condition.Working);
  }

  @Test
  void trim_whileFailing_fails() {
    append(1, "some");
    await().until(() -> told.size() == 1);
    fillDisk();
    append(2, LARGE);
    untilFailing();

    Future<Map<Long, Long>> trim =
        store.events().trim(new Retention(Instant.MAX.minusSeconds(1L << 40), 1, 1));
    assertThatThrownBy(() -> await(trim)).isInstanceOf(StoreFailedException.class);
    assertThat(ids(await(store.events().page(1, 0, 10, 10)))).containsExactly(1L);
  }

  @Test
  void close_whileFailing_endsAtOnceAndLeavesWhatWasStored() {
    append(1, "stored");
    await().until(() -> told.size() == 1);
    fillDisk();
    append(2, LARGE);
    Future<Void> change = store.write(large());
    untilFailing();
    append(3, "small");
    store.close();

    assertThatThrownBy(() -> await(change)).isInstanceOf(StoreFailedException.class);
    store = SqliteStore.open(folder, new KeySource.InFolder(), Clock.systemUTC());
    assertThat(ids(await(store.events().page(1, 0, 10, 1_000_000)))).containsExactly(1L);
    assertThat(await(store.bots().resumePoints(List.of(1L)))).containsExactly(point(1, 0, 1));
    assertThat(told).containsExactly(1L);
  }
}
