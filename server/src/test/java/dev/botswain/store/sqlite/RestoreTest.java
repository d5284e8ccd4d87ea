package dev.botswain.store.sqlite;

import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.sealing.KeySource;
import dev.botswain.store.sealing.SealingKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A backup is put back.
@Timeout(120)
class RestoreTest extends BackupFixture {
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
}
