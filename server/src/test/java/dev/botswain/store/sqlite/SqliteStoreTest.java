package dev.botswain.store.sqlite;

import static dev.botswain.store.Samples.ALL;
import static dev.botswain.store.Samples.NOON;
import static dev.botswain.store.Samples.TOKEN;
import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.bot;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.ids;
import static dev.botswain.store.Samples.letter;
import static dev.botswain.store.Samples.point;
import static dev.botswain.store.Samples.session;
import static dev.botswain.store.Samples.text;
import static dev.botswain.store.Samples.webhook;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.store.Append;
import dev.botswain.store.Change.Acknowledge;
import dev.botswain.store.Change.MoveWebhook;
import dev.botswain.store.Change.PutBot;
import dev.botswain.store.Change.PutDeadLetter;
import dev.botswain.store.Change.PutSession;
import dev.botswain.store.Change.PutWebhook;
import dev.botswain.store.Change.RemoveBot;
import dev.botswain.store.Change.RemoveSession;
import dev.botswain.store.Change.RemoveWebhook;
import dev.botswain.store.Change.UseSessions;
import dev.botswain.store.Condition;
import dev.botswain.store.GuildChange;
import dev.botswain.store.Kept;
import dev.botswain.store.Kept.LogEnds;
import dev.botswain.store.Retention;
import dev.botswain.store.Samples;
import dev.botswain.store.Store;
import dev.botswain.store.StoreFailedException;
import dev.botswain.store.StoreTest;
import dev.botswain.store.StoredBot;
import dev.botswain.store.StoredGrant;
import dev.botswain.store.StoredResumePoint;
import dev.botswain.store.StoredSession;
import dev.botswain.store.StoredWebhook;
import io.vertx.core.Future;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a store in a file does beyond what every store does.
class SqliteStoreTest extends StoreTest {
  private static final StoredGrant GRANT =
      new StoredGrant("console", List.of("read"), List.of(8L), List.of(), 5);

  @TempDir private Path temp;

  @Override
  protected Store open() {
    return SqliteStore.open(folder(), null, Clock.systemUTC());
  }

  /// With what has a meaning in URLs.
  private Path folder() {
    return temp.resolve("the data, 100%20?mode=memory#1");
  }

  private void reopen() {
    store.close();
    store = open();
  }

  private void append(long bot, long id, StoredResumePoint upTo) {
    store.append(new Append(event(bot, id), upTo, List.of()), () -> {});
  }

  @Test
  void reopen_everyTable_isThereAgain() {
    var guildSession =
        new StoredSession("b", 1, 1_200_000_000_000_000_001L, NOON, NOON, 7, GRANT, "a");
    await(
        store.write(
            List.of(
                new PutBot(bot(1)),
                new PutSession(session("a", 1)),
                new PutSession(guildSession),
                new PutWebhook(webhook("hook", 1, 4)),
                new PutWebhook(new StoredWebhook("owned", 1, "b", new byte[] {7}, 5)),
                new PutDeadLetter(letter("hook", event(1, 3))))));
    append(1, 5, point(1, 0, 50));
    append(1, 6, point(1, 1, 60));
    append(2, 7, null);
    store.append(
        new Append(event(1, 8), null, List.of(new GuildChange.Whole(9, 1, new byte[] {1}))),
        () -> {});
    store.append(new Append(event(1, 10), null, List.of(new GuildChange.Part(9))), () -> {});
    reopen();

    Kept kept = store.load();
    assertThat(kept.bots()).usingRecursiveFieldByFieldElementComparator().containsExactly(bot(1));
    assertThat(kept.sessions()).containsExactlyInAnyOrder(session("a", 1), guildSession);
    assertThat(kept.webhooks())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyInAnyOrder(
            webhook("hook", 1, 4), new StoredWebhook("owned", 1, "b", new byte[] {7}, 5));
    assertThat(kept.resumePoints()).containsExactlyInAnyOrder(point(1, 0, 50), point(1, 1, 60));
    assertThat(kept.logs()).isEqualTo(Map.of(1L, new LogEnds(0, 10), 2L, new LogEnds(0, 7)));
    assertThat(ids(await(store.events(1, 0, 9, 99_999)))).containsExactly(5L, 6L, 8L, 10L);
    assertThat(await(store.deadLetters("hook", 0, 9)))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(letter("hook", event(1, 3)));
    assertThat(ids(await(store.guild(1, 9)).getFirst().changes())).containsExactly(10L);
  }

  @Test
  void reopen_whatWasChanged_isThereAsItWasLast() {
    await(store.write(List.of(new PutSession(session("a", 1)), new PutSession(session("b", 1)))));
    await(store.write(new UseSessions(Map.of("a", NOON.plusSeconds(5), "unknown", NOON))));
    await(store.write(List.of(new Acknowledge("a", 9), new Acknowledge("unknown", 9))));
    await(store.write(List.of(new RemoveSession("b"), new PutBot(bot(1)))));
    var again =
        new StoredBot(1, "another-token", new byte[] {1}, 5, 3, 3, 4, "wss://two.example", true);
    await(store.write(new PutBot(again)));
    await(store.write(new PutWebhook(webhook("hook", 1, 4))));
    await(store.write(List.of(new MoveWebhook("hook", 8), new MoveWebhook("unknown", 1))));
    await(store.write(new PutWebhook(new StoredWebhook("hook", 1, null, new byte[] {7}, 0))));
    await(store.write(List.of(new PutWebhook(webhook("x", 1, 0)), new RemoveWebhook("x"))));
    reopen();

    Kept kept = store.load();
    assertThat(kept.sessions())
        .containsExactly(new StoredSession("a", 1, null, NOON, NOON.plusSeconds(5), 9, null, null));
    assertThat(kept.bots()).usingRecursiveFieldByFieldElementComparator().containsExactly(again);
    assertThat(kept.webhooks())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(new StoredWebhook("hook", 1, null, new byte[] {7}, 8));
  }

  @Test
  void removeBot_allOfIt_goesButEventsAndWebhooks() {
    await(
        store.write(
            List.of(
                new PutBot(bot(1)),
                new PutBot(bot(2)),
                new PutSession(session("a", 1)),
                new PutSession(session("b", 2)),
                new PutWebhook(webhook("hook", 1, 4)))));
    append(1, 5, point(1, 0, 50));
    append(2, 6, point(2, 0, 60));
    await(store.write(new RemoveBot(1)));

    Kept kept = store.load();
    assertThat(kept.bots()).extracting(StoredBot::id).containsExactly(2L);
    assertThat(kept.sessions()).containsExactly(session("b", 2));
    assertThat(kept.resumePoints()).containsExactly(point(2, 0, 60));
    assertThat(kept.webhooks()).hasSize(1);
    assertThat(kept.logs()).containsOnlyKeys(1L, 2L);
  }

  @Test
  void resumePoint_sameTransactionAsRemoveBot_isNotBack() throws Exception {
    inOneTransaction(() -> {
      append(1, 5, point(1, 0, 50));
      store.write(new RemoveBot(1));
    });

    assertThat(store.load().resumePoints()).isEmpty();
  }

  @Test
  void resumePoint_afterRemoveBot_isThereAsAWhole() throws Exception {
    append(1, 5, point(1, 0, 50));
    await(store.write(new RemoveBot(1)));
    append(1, 6, point(1, 0, 2));
    await(store.write(List.of()));

    assertThat(store.load().resumePoints()).containsExactly(point(1, 0, 2));
  }

  @Test
  void resumePoint_anotherGatewaySession_replacesTheFirst() {
    append(1, 5, point(1, 0, 50));
    await(store.write(List.of()));
    var other = new StoredResumePoint(1, 0, 2, "another", "wss://another.example", 1);
    append(1, 6, other);
    reopen();

    assertThat(store.load().resumePoints()).containsExactly(other);
  }

  @Test
  void resumePoint_eventsSinceItWasWritten_isAsTheyAre() {
    append(1, 5, point(1, 0, 50));
    append(2, 6, point(2, 0, 60));
    await(store.write(List.of()));
    append(1, 7, point(1, 0, 51));
    append(1, 8, null);
    append(1, 9, point(1, 0, 52));
    reopen();

    assertThat(store.load().resumePoints())
        .containsExactlyInAnyOrder(point(1, 0, 52), point(2, 0, 60));
  }

  @Test
  void resumePoint_idBelowOneThatWasWritten_isAsTheEventSays() {
    append(1, 5, point(1, 0, 50));
    await(store.write(List.of()));
    append(2, 9, point(2, 0, 60));
    await(store.write(List.of()));
    append(1, 8, point(1, 0, 51));
    reopen();

    assertThat(store.load().resumePoints())
        .containsExactlyInAnyOrder(point(1, 0, 51), point(2, 0, 60));
  }

  @Test
  void resumePoint_itsEventIsForgotten_stays() {
    append(1, 5, point(1, 0, 50));
    await(store.write(List.of()));
    append(1, 6, point(1, 0, 51));
    await(store.trim(new Retention(Instant.EPOCH, 0, 0)));
    reopen();

    assertThat(ids(await(store.events(1, 0, 9, 99_999)))).isEmpty();
    assertThat(store.load().resumePoints()).containsExactly(point(1, 0, 51));
  }

  /// Holds up the writer, so that all that is given meanwhile is one transaction.
  private void inOneTransaction(Runnable calls) throws InterruptedException {
    var busy = new CountDownLatch(1);
    var go = new Semaphore(0);
    store.append(
        new Append(event(99, 999), null, List.of()),
        () -> {
          busy.countDown();
          go.acquireUninterruptibly();
        });
    busy.await();
    calls.run();
    var last = store.write(List.of());
    go.release();
    await(last);
  }

  @Test
  void load_trimmedLogs_tellBothEnds() {
    for (long id = 1; id <= 4; id++) {
      append(1, id, null);
      append(2, id + 10, null);
    }
    await(store.trim(new Retention(Instant.EPOCH, 3, 1L << 40)));
    await(store.trim(new Retention(NOON.plusSeconds(11), 100, 1L << 40)));
    append(3, 30, null);
    reopen();

    assertThat(store.load().logs())
        .isEqualTo(Map.of(1L, new LogEnds(4, 4), 2L, new LogEnds(11, 14), 3L, new LogEnds(0, 30)));
  }

  @Test
  void write_onePartFails_noneIsDone() {
    assertThatThrownBy(
            () -> await(store.write(List.of(new PutBot(bot(1)), new PutSession(session(null, 1))))))
        .isInstanceOf(StoreFailedException.class);

    assertThat(store.load().bots()).isEmpty();
    assertThat(store.condition()).isInstanceOf(Condition.Working.class);
  }

  @Test
  void write_oneFails_thoseOfTheSameTransactionAreDone() throws Exception {
    var outcomes = new ArrayList<Future<?>>();
    inOneTransaction(() -> {
      outcomes.add(store.write(new PutSession(session("a", 1))));
      outcomes.add(store.write(new PutSession(session(null, 1))));
      outcomes.add(store.write(new PutSession(session("b", 1))));
    });

    assertThat(outcomes).extracting(Future::succeeded).containsExactly(true, false, true);
    assertThat(store.load().sessions()).extracting(StoredSession::hash).containsExactly("a", "b");
  }

  @Test
  void files_allOfThem_areTheOwnersAlone() throws Exception {
    append(1, 1, point(1, 0, 1));
    await(store.write(List.of()));

    assertThat(rights(folder())).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .contains("botswain.db", "botswain.db-wal", "botswain.db-shm", "secret.key", "lock");
    }
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files).allSatisfy(file -> assertThat(rights(file)).isEqualTo("rw-------"));
    }
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void files_secrets_standNowhereInClear() throws Exception {
    await(store.write(List.of(new PutBot(bot(1)), new PutWebhook(webhook("hook", 1, 0)))));
    await(
        store.write(
            new PutBot(new StoredBot(1, "another", new byte[1], 1, 0, 0, 1, "wss://x", false))));
    await(store.write(new RemoveWebhook("hook")));
    assertNoSecrets(); // In the write-ahead log.
    store.close();
    assertNoSecrets(); // In the database.
    assertThat(bytes(folder().resolve("botswain.db"))).contains("wss://x");
    store = open();
  }

  private void assertNoSecrets() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(
              file -> assertThat(bytes(file)).doesNotContain(TOKEN).doesNotContain("whsec_"));
    }
  }

  private static String bytes(Path file) throws IOException {
    return new String(Files.readAllBytes(file), ISO_8859_1);
  }

  @Test
  void toString_ofSecrets_hidesThem() {
    assertThat(bot(1) + " " + webhook("hook", 1, 0) + " " + point(1, 0, 5))
        .doesNotContain(TOKEN)
        .doesNotContain("whsec_")
        .doesNotContain("session-1");
  }

  @Test
  void close_withMuchGiven_storesItAll() {
    for (long id = 1; id <= 20_000; id++) {
      append(id % 10, id, point(id % 10, 0, id));
    }
    reopen();

    assertThat(store.load().logs()).hasSize(10).containsEntry(0L, new LogEnds(0, 20_000));
    assertThat(ids(await(store.events(3, 0, 100_000, 1 << 30)))).hasSize(2_000);
  }

  @Test
  void close_thenMoreIsGiven_failsAtOnce() {
    store.close();

    assertThatThrownBy(() -> await(store.write(new PutBot(bot(1)))))
        .isInstanceOf(StoreFailedException.class);
    assertThatThrownBy(() -> await(store.events(1, 0, 1, 1)))
        .isInstanceOf(StoreFailedException.class);
    assertThatThrownBy(() -> await(store.trim(ALL))).isInstanceOf(StoreFailedException.class);
    append(1, 1, null);
    store.close();
  }

  @Test
  void close_whileOthersWrite_leavesNobodyWithoutAnAnswer() throws Exception {
    var outcomes = new ArrayList<Future<Void>>();
    var begun = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < 3_000; i++) {
                outcomes.add(store.write(new PutSession(session("s" + i, 1))));
                if (i == 500) {
                  begun.countDown();
                }
              }
            });
    begun.await();
    store.close();
    other.join();

    long stored = 0;
    for (var outcome : outcomes) {
      try {
        await(outcome);
        stored++;
      } catch (StoreFailedException closed) {
        assertThat(closed).hasMessageContaining("stored");
      }
    }
    store = open();
    assertThat(store.load().sessions()).hasSize((int) stored);
  }

  @Test
  void close_interrupted_stillStoresAndKeepsTheInterrupt() {
    append(1, 1, null);
    Thread.currentThread().interrupt();
    store.close();
    assertThat(Thread.interrupted()).isTrue();

    store = open();
    assertThat(store.load().logs()).containsOnlyKeys(1L);
  }

  @Test
  void callback_thatInterruptsItsThread_stopsNothing() {
    store.append(
        new Append(event(1, 1), null, List.of()), () -> Thread.currentThread().interrupt());
    await(store.write(List.of()));
    await(store.write(List.of()));

    append(1, 2, null);
    await(store.write(List.of()));
    assertThat(store.load().logs()).containsEntry(1L, new LogEnds(0, 2));
  }

  @Test
  void writeAheadLog_steadyWriting_beginsAnew() throws Exception {
    store.close();
    var pace = new Checkpoints.Pace(Duration.ofMillis(20), 256 << 10);
    store = SqliteStore.open(folder(), null, Clock.systemUTC(), pace);
    Path wal = folder().resolve("botswain.db-wal");
    var room = new Semaphore(50);
    String data = "x".repeat(4_000);
    var changes = new ArrayList<Future<Void>>();
    long id = 0;
    // How soon depends on how busy the machine is; that it does begin anew must not.
    while (beginnings(wal) < 3) {
      assertThat(++id).isLessThan(200_000);
      changes.add(store.write(new PutSession(session("a", 1))));
      assertThat(room.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
      store.append(new Append(event(1, id, data), null, List.of()), room::release);
    }

    changes.forEach(Samples::await); // None failed because of a checkpoint at the same moment.
  }

  /// How often a write-ahead log has begun anew, as its header counts:
  /// <https://www.sqlite.org/fileformat.html#the_write_ahead_log>.
  private static int beginnings(Path wal) throws IOException {
    try (var header = new DataInputStream(Files.newInputStream(wal))) {
      header.skipNBytes(12);
      return header.readInt();
    } catch (EOFException empty) {
      return 0;
    }
  }

  @Test
  void readers_whileOneWrites_seeALogWithoutHoles() {
    var random = new Random(7);
    for (long id = 1; id <= 2_000; id++) {
      append(1, id, null);
      if (random.nextInt(20) == 0) {
        List<Long> seen = ids(await(store.events(1, 0, 5_000, 1 << 20)));
        for (int i = 0; i < seen.size(); i++) {
          assertThat(seen.get(i)).isEqualTo(i + 1L);
        }
      }
    }
  }

  @Test
  void key_given_needsNoFile() {
    Path path = temp.resolve("keyed");
    byte[] key = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    try (Store keyed = SqliteStore.open(path, key, Clock.systemUTC())) {
      await(keyed.write(new PutBot(bot(1))));
    }
    assertThat(path.resolve("secret.key")).doesNotExist();
    try (Store keyed = SqliteStore.open(path, key, Clock.systemUTC())) {
      assertThat(keyed.load().bots()).extracting(StoredBot::token).containsExactly(TOKEN);
    }
  }

  @Test
  void bytes_ofEvents_areNotRecoded() {
    store.append(new Append(event(1, 1, "{\"ß\":\"\\u0000 🦜\"}"), null, List.of()), () -> {});
    await(store.write(List.of()));

    assertThat(text(await(store.events(1, 0, 1, 1)).events().getFirst().data()))
        .isEqualTo("{\"ß\":\"\\u0000 🦜\"}");
  }
}
