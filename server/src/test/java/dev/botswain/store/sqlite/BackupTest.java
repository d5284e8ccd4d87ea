package dev.botswain.store.sqlite;

import static dev.botswain.store.Samples.TOKEN;
import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.bot;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.point;
import static dev.botswain.store.Samples.session;
import static dev.botswain.store.Samples.webhook;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.store.Append;
import dev.botswain.store.Change.PutBot;
import dev.botswain.store.Change.PutSession;
import dev.botswain.store.Change.PutWebhook;
import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A backup is made while the store is in use, and put back.
@Timeout(120)
class BackupTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

  @TempDir private Path temp;
  private Path folder;
  private Path file;

  @BeforeEach
  void fill() {
    folder = temp.resolve("data");
    file = temp.resolve("backup.db");
    try (var store = open(folder)) {
      await(store.write(List.of(new PutBot(bot(1)), new PutSession(session("a", 1)))));
      await(store.write(new PutWebhook(webhook("hook", 1, 0))));
      append(store, 1, 10);
    }
  }

  private static void append(SqliteStore store, long from, long to) {
    for (long id = from; id <= to; id++) {
      store.events().append(new Append(event(1, id), point(1, 0, id), List.of()), () -> {});
    }
    await(store.write(List.of()));
  }

  private static SqliteStore open(Path folder) {
    return SqliteStore.open(folder, new KeySource.InFolder(), Clock.systemUTC());
  }

  private Backup.Summary backup(boolean withKeys, boolean replace) {
    return new Backup(folder, new KeySource.InFolder(), InstantSource.fixed(NOW))
        .write(file, withKeys, replace, (_, _) -> {});
  }

  private Restore.Summary restore(Path to, boolean replace) {
    return restore(to, new KeySource.InFolder(), replace);
  }

  private Restore.Summary restore(Path to, KeySource keys, boolean replace) {
    return new Restore(to, keys, InstantSource.fixed(NOW)).run(file, replace, (_, _) -> {});
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), ISO_8859_1);
  }

  private static void assertFilled(SqliteStore store) {
    assertThat(await(store.bots().of(List.of(1L))))
        .singleElement()
        .satisfies(bot -> assertThat(bot.token().value()).isEqualTo(TOKEN));
    assertThat(await(store.sessions().of(List.of(1L)))).hasSize(1);
    assertThat(await(store.webhooks().of(List.of(1L)))).hasSize(1);
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void backup_ontoTheDataOrItsKey_isRefusedAndChangesNothing() throws Exception {
    Path keys = temp.resolve("key");
    Files.copy(folder.resolve("secret.key"), keys);
    Path link = Files.createSymbolicLink(temp.resolve("link"), folder);
    for (Path onto :
        List.of(
            folder.resolve("botswain.db"),
            folder.resolve("secret.key"),
            folder.resolve("botswain.db.restored"),
            link.resolve("botswain.db"),
            keys)) {
      byte[] before = Files.exists(onto) ? Files.readAllBytes(onto) : null;

      assertThatThrownBy(() ->
              new Backup(folder, new KeySource.InFile(keys), InstantSource.fixed(NOW))
                  .write(onto, false, true, (_, _) -> {}))
          .isInstanceOf(StoreUnusableException.class)
          .hasMessageContaining("name a file elsewhere");
      assertThat(Files.exists(onto) ? Files.readAllBytes(onto) : null).isEqualTo(before);
    }
    try (var store = open(folder)) {
      assertFilled(store);
    }
  }

  @Test
  void backup_ofAStoreInUse_isOneFileOfOneMoment() throws Exception {
    var written = new AtomicInteger(10);
    var ended = new AtomicBoolean();
    var reports = new AtomicInteger();
    try (var store = open(folder)) {
      var room = new Semaphore(500);
      Thread writing =
          Thread.ofPlatform()
              .start(() -> {
                while (!ended.get()) {
                  room.acquireUninterruptibly();
                  long id = written.incrementAndGet();
                  store
                      .events()
                      .append(
                          new Append(event(1, id, "x".repeat(500)), point(1, 0, id), List.of()),
                          room::release);
                }
              });
      try {
        while (written.get() < 5_000) {
          Thread.onSpinWait();
        }
        int before = written.get();
        var summary =
            new Backup(folder, new KeySource.InFolder(), InstantSource.fixed(NOW))
                .write(file, false, false, (_, _) -> reports.incrementAndGet());

        assertThat(summary.events()).isBetween(before - 500L, (long) written.get());
        assertThat(summary.bots()).isEqualTo(1);
        assertThat(summary.hasKeys()).isFalse();
        assertThat(reports).hasPositiveValue();
      } finally {
        ended.set(true);
        writing.join();
      }
    }
    assertThat(rights(file)).isEqualTo("rw-------");
    assertThat(text(file)).doesNotContain(TOKEN);
    assertThat(temp.resolve("backup.db.part")).doesNotExist();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      assertThat(statement.executeQuery("PRAGMA integrity_check").getString(1)).isEqualTo("ok");
      var row =
          statement.executeQuery(
              "SELECT count(*), max(id), (SELECT max(event) FROM resume_points) FROM events");
      assertThat(row.getLong(1)).isEqualTo(row.getLong(2)).isGreaterThanOrEqualTo(row.getLong(3));
    }
    try (Stream<Path> all = Files.list(temp)) { // No write-ahead log of its own.
      assertThat(all).containsExactlyInAnyOrder(folder, file);
    }
  }

  @Test
  void backup_existingFile_isReplacedOnlyIfAskedFor() throws Exception {
    Files.writeString(file, "precious");

    assertThatThrownBy(() -> backup(false, false))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("exists already")
        .hasMessageContaining("--force");
    assertThat(Files.readString(file)).isEqualTo("precious");
    backup(false, true);
    assertThat(text(file)).startsWith("SQLite format 3");
  }

  @Test
  void backup_keys_areInItOnlyIfAskedFor() throws Exception {
    String key = Files.readString(folder.resolve("secret.key")).strip();

    assertThat(backup(false, false).hasKeys()).isFalse();
    assertThat(text(file)).doesNotContain(key);
    var with = backup(true, true);
    assertThat(with.hasKeys()).isTrue();
    assertThat(with.keyIds()).containsExactly(SealingKey.parse(key).name());
    assertThat(text(file)).contains(key);
  }

  @Test
  void backup_whereNothingIs_isRefused() {
    assertThatThrownBy(() ->
            new Backup(temp.resolve("none"), new KeySource.InFolder(), InstantSource.fixed(NOW))
                .write(file, false, false, (_, _) -> {}))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("set BOTSWAIN_DATA");
    assertThat(temp.resolve("none")).doesNotExist();
  }

  @Test
  void restore_intoAnEmptyFolderWithTheKey_isAllOfIt() throws Exception {
    backup(false, false);
    Path other = Files.createDirectory(temp.resolve("other"));
    Files.copy(folder.resolve("secret.key"), other.resolve("secret.key"));

    var summary = restore(other, false);
    assertThat(summary.bots()).isEqualTo(1);
    assertThat(summary.aside()).isEmpty();
    assertThat(rights(other.resolve("botswain.db"))).isEqualTo("rw-------");
    try (var store = open(other)) {
      assertFilled(store);
      assertThat(await(store.bots().resumePoints(List.of(1L)))).containsExactly(point(1, 0, 10));
    }
  }

  @Test
  void restore_withoutTheKey_isRefusedAndTellsWhich() throws Exception {
    var summary = backup(false, false);
    Path other = temp.resolve("other");

    assertThatThrownBy(() -> restore(other, false)).hasMessageContaining("secret.key");
    assertThatThrownBy(() -> restore(other, new KeySource.Given(List.of(KEY)), false))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining(summary.keyIds().getFirst())
        .hasMessageContaining("set BOTSWAIN_SECRET_KEY to that one");
    assertThat(other.resolve("botswain.db")).doesNotExist();
    assertThat(other.resolve("botswain.db.restoring")).doesNotExist();
  }

  @Test
  void restore_keyWithinIt_movesToTheKeyFileAndIsNowhereElse() throws Exception {
    backup(true, false);
    Path other = temp.resolve("other");

    assertThat(restore(other, false).keysWritten()).isTrue();
    String key = Files.readString(folder.resolve("secret.key"));
    assertThat(Files.readString(other.resolve("secret.key"))).isEqualTo(key);
    assertThat(text(other.resolve("botswain.db"))).doesNotContain(key.strip());
    try (var store = open(other)) {
      assertFilled(store);
    }
  }

  @Test
  void restore_folderInUse_isRefused() {
    backup(false, false);
    try (var store = open(folder)) {
      assertThatThrownBy(() -> restore(folder, true))
          .isInstanceOf(StoreUnusableException.class)
          .hasMessageContaining("in use already");
      assertFilled(store);
    }
  }

  @Test
  void restore_whereDataIs_movesItAsideOnlyIfAskedFor() throws Exception {
    backup(false, false);
    try (var store = open(folder)) {
      append(store, 11, 20);
    }
    assertThatThrownBy(() -> restore(folder, false))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("there is data in")
        .hasMessageContaining("--force");
    try (var store = open(folder)) {
      assertThat(await(store.events().lastId())).isEqualTo(20);
    }

    Path aside = restore(folder, true).aside().orElseThrow();
    assertThat(rights(aside)).isEqualTo("rwx------");
    try (var store = open(folder)) {
      assertFilled(store);
      assertThat(await(store.events().backlog(1, 0)).events()).isEqualTo(10);
    }
    Files.copy(folder.resolve("secret.key"), aside.resolve("secret.key"));
    try (var store = open(aside)) {
      assertThat(await(store.events().lastId())).isEqualTo(20);
    }
  }

  @Test
  void restore_otherKeyInTheFolder_staysForWhatNeedsIt() throws Exception {
    backup(true, false);
    Path other = temp.resolve("other");
    open(other).close();
    String others = Files.readString(other.resolve("secret.key"));

    Path aside = restore(other, true).aside().orElseThrow();
    assertThat(Files.readString(aside.resolve("secret.key"))).isEqualTo(others);
    assertThat(Files.readString(other.resolve("secret.key")))
        .isEqualTo(Files.readString(folder.resolve("secret.key")) + others);
    try (var store = open(other)) {
      assertFilled(store);
    }
  }

  @Test
  void restore_ids_beginAboveAllThatWereEverGiven() {
    backup(false, false);
    restore(folder, true);

    try (var store = open(folder)) {
      assertThat(await(store.events().lastId()))
          .isEqualTo(StoredEvent.idAt(NOW.plusSeconds(86_400).toEpochMilli()));
    }
  }

  @Test
  void restore_damagedFile_isRefusedWithoutAChange() throws Exception {
    try (var store = open(folder)) {
      append(store, 11, 3_000);
    }
    backup(false, false);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = bytes.length / 2; i < bytes.length / 2 + 8_192; i++) {
      bytes[i] ^= (byte) 0xff;
    }
    Files.write(file, bytes);

    assertThatThrownBy(() -> restore(folder, true))
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("is damaged");
    try (var store = open(folder)) {
      assertFilled(store);
      assertThat(await(store.events().backlog(1, 0)).events()).isEqualTo(3_000);
    }
  }

  @Test
  void restore_whatIsNoBackup_isRefused() throws Exception {
    Path other = temp.resolve("other");
    assertThatThrownBy(() -> restore(other, false)).hasMessageContaining("there is no file");
    Files.writeString(file, "not a database ".repeat(100));
    assertThatThrownBy(() -> restore(other, false)).hasMessageContaining("is damaged");
    Files.delete(file);
    change("CREATE TABLE things (id INTEGER)");
    assertThatThrownBy(() -> restore(other, false)).hasMessageContaining("is not a Botswain");
    Files.delete(file);
    backup(false, false);
    change("PRAGMA user_version = 4711");
    assertThatThrownBy(() -> restore(other, false)).hasMessageContaining("newer version");
    assertThat(other.resolve("botswain.db")).doesNotExist();
  }

  private void change(String sql) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// In the middle of the exchange, the old write-ahead log has moved already.
  @Test
  void restore_killedInTheMiddle_isFinishedByTheNextStart() throws Exception {
    backup(false, false);
    try (var store = open(folder)) {
      append(store, 11, 20);
    }
    Files.copy(file, folder.resolve("botswain.db.restored"));
    Path wal = folder.resolve("botswain.db-wal");
    Files.writeString(wal, "of the old database");

    try (var store = open(folder)) {
      assertFilled(store);
      assertThat(await(store.events().backlog(1, 0)).events()).isEqualTo(10);
    }
    assertThat(folder.resolve("botswain.db.restored")).doesNotExist();
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(path -> path.getParent().toString().contains("before-restore-")))
          .extracting(path -> path.getFileName().toString())
          .contains("botswain.db", "botswain.db-wal");
    }
  }

  @Test
  void restore_killedWhileCopying_leavesTheDataAsItWas() throws Exception {
    backup(false, false);
    Files.writeString(folder.resolve("botswain.db.restoring"), "half");
    try (var store = open(folder)) {
      assertFilled(store);
    }
    restore(folder, true);
    try (var store = open(folder)) {
      assertFilled(store);
    }
  }

  @Test
  void restore_ofABackupFromBeforeARotation_needsTheOldKey() throws Exception {
    String old = Files.readString(folder.resolve("secret.key"));
    backup(false, false);
    try (var store = open(folder)) {
      await(store.secretKeys().rotate());
      dev.botswain.testing.Botswain.eventually(
          () -> assertThat(store.secretKeys().state().orElseThrow().older()).isEmpty());
    }
    assertThatThrownBy(() -> restore(folder, true))
        .hasMessageContaining(SealingKey.parse(old.strip()).name());

    String now = Files.readString(folder.resolve("secret.key"));
    Files.writeString(folder.resolve("secret.key"), now + old);
    restore(folder, true);
    try (var store = open(folder)) {
      assertFilled(store);
      dev.botswain.testing.Botswain.eventually(
          () -> assertThat(Files.readString(folder.resolve("secret.key"))).isEqualTo(now));
      assertFilled(store);
    }
  }

  @Test
  void backup_ofManyEvents_hasThemInOrder() {
    try (var store = open(folder)) {
      append(store, 11, 2_000);
      backup(false, false);
    }
    Path other = temp.resolve("other");
    restore(other, new KeySource.InFile(folder.resolve("secret.key")), false);
    try (var store =
        SqliteStore.open(
            other, new KeySource.InFile(folder.resolve("secret.key")), Clock.systemUTC())) {
      assertThat(
              await(store.events().page(1, 0, 5_000, Integer.MAX_VALUE)).events().stream()
                  .map(StoredEvent::id))
          .isEqualTo(LongStream.rangeClosed(1, 2_000).boxed().toList());
    }
  }
}
