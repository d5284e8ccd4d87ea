package dev.botswain.store.sqlite;

import static dev.botswain.store.Samples.TOKEN;
import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.store.Append;
import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.sealing.KeySource;
import dev.botswain.store.sealing.SealingKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A backup is made while the store is in use.
@Timeout(120)
class BackupTest extends BackupFixture {
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
