package dev.botswain.store.sqlite;

import static dev.botswain.store.Samples.NOON;
import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.bot;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.ids;
import static dev.botswain.store.Samples.letter;
import static dev.botswain.store.Samples.point;
import static dev.botswain.store.Samples.session;
import static dev.botswain.store.Samples.webhook;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.store.EventStore.LogEnds;
import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.StoredClientSession;
import dev.botswain.store.StoredGuild;
import dev.botswain.store.sealing.KeySource;
import dev.botswain.store.sealing.SealingKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A data folder of an earlier version, in which the shards' sessions were in a table
/// `gateway_sessions`.
class OlderFileTest {
  private static final int BEFORE = Schema.SHARD_SESSIONS - 1;
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

  @TempDir private Path folder;

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("botswain.db"));
  }

  private void execute(Connection connection, String sql, Object... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  private void write() throws SQLException {
    var key = new SealingKey(KEY); // Values had no id of their key.
    try (Connection file = connect()) {
      Schema.migrate(file, BEFORE);
      execute(
          file,
          "INSERT INTO meta VALUES (?, ?)",
          "key_check",
          key.seal("botswain".getBytes(UTF_8), "key_check"));
      execute(
          file,
          "INSERT INTO bots VALUES (1, ?, ?, 513, 1, 2, 'wss://gw.example', 1, 4)",
          key.seal(bot(1).token().value().getBytes(UTF_8), "token of 1"),
          bot(1).user());
      execute(
          file,
          "INSERT INTO sessions VALUES ('a', 1, NULL, ?, ?, 0, NULL, NULL)",
          NOON.toEpochMilli(),
          NOON.toEpochMilli() + 1);
      execute(
          file,
          "INSERT INTO webhooks VALUES ('hook', 1, ?, 4, NULL)",
          key.seal(webhook("hook", 1, 4).definition(), "definition of hook"));
      for (int shard = 0; shard < 2; shard++) {
        execute(
            file,
            "INSERT INTO gateway_sessions VALUES (1, ?, 2, 'session-1', 'wss://gateway.example')",
            shard);
        execute(
            file, "INSERT INTO resume_points VALUES (1, ?, ?, ?)", shard, 50 + shard, shard + 1);
      }
      insertEvents(file);
      execute(file, "INSERT INTO guilds VALUES (1, 9, 1, 2, ?)", (Object) "{}".getBytes(UTF_8));
      execute(
          file,
          "INSERT INTO client_sessions VALUES ('client', 1, 'a', ?, ?)",
          "{}".getBytes(UTF_8),
          NOON.toEpochMilli());
      execute(
          file,
          "INSERT INTO dead_letters VALUES ('hook', 3, 1, 'MESSAGE_CREATE', ?, ?, ?, '410 Gone')",
          event(1, 3).timeMillis(),
          event(1, 3).data(),
          NOON.toEpochMilli());
    }
  }

  /// The last one is after the written resume point.
  private void insertEvents(Connection file) throws SQLException {
    for (long id = 1; id <= 3; id++) {
      execute(
          file,
          "INSERT INTO events VALUES (?, 1, 0, ?, 'MESSAGE_CREATE', ?, ?)",
          id,
          50 + id,
          event(1, id).timeMillis(),
          event(1, id).data());
    }
  }

  @Test
  void open_allThatWasThere_isThereStill() throws Exception {
    write();

    try (var store =
        SqliteStore.open(folder, new KeySource.Given(List.of(KEY)), Clock.systemUTC())) {
      assertThat(await(store.bots().ids(0, 9))).containsExactly(1L);
      assertThat(await(store.bots().of(List.of(1L))))
          .usingRecursiveFieldByFieldElementComparator()
          .containsExactly(bot(1));
      assertThat(await(store.bots().resumePoints(List.of(1L))))
          .containsExactlyInAnyOrder(point(1, 0, 53), point(1, 1, 51));
      assertThat(await(store.sessions().of(List.of(1L)))).containsExactly(session("a", 1));
      assertThat(await(store.webhooks().of(List.of(1L))))
          .usingRecursiveFieldByFieldElementComparator()
          .containsExactly(webhook("hook", 1, 4));
      assertThat(await(store.webhooks().deadLetters("hook", 0, 9)))
          .usingRecursiveFieldByFieldElementComparator()
          .containsExactly(letter("hook", event(1, 3)));
      assertThat(ids(await(store.events().page(1, 0, 9, 99_999)))).containsExactly(1L, 2L, 3L);
      assertThat(await(store.events().ends(List.of(1L)))).isEqualTo(Map.of(1L, new LogEnds(0, 3)));
      assertThat(await(store.guilds().of(1))).extracting(StoredGuild::guildId).containsExactly(9L);
      assertThat(await(store.clientSessions().find("client")))
          .map(StoredClientSession::session)
          .contains("a");
    }
  }

  @Test
  void open_olderFile_keepsACopyOfItAndNoEarlierOne() throws Exception {
    write();
    Files.writeString(folder.resolve("botswain.db.v1"), "of an upgrade long ago");
    var keys = new KeySource.Given(List.of(KEY));
    SqliteStore.open(folder, keys, Clock.systemUTC()).close();

    Path copy = folder.resolve("botswain.db.v" + BEFORE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    assertThat(folder.resolve("botswain.db.v1")).doesNotExist();
    assertThat(folder.resolve("botswain.db.copying")).doesNotExist();
    try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + copy)) {
      assertThat(Schema.versionOf(old)).isEqualTo(BEFORE);
      assertThat(DatabaseCopy.number(old, "SELECT count(*) FROM events")).isEqualTo(3);
    }
    byte[] bytes = Files.readAllBytes(copy);
    SqliteStore.open(folder, keys, Clock.systemUTC()).close();
    assertThat(Files.readAllBytes(copy)).isEqualTo(bytes);
  }

  @Test
  void open_copyCannotBeMade_isRefusedBeforeAnyChange() throws Exception {
    write();
    Files.createDirectories(folder.resolve("botswain.db.copying").resolve("in the way"));
    byte[] bytes = Files.readAllBytes(folder.resolve("botswain.db"));
    var keys = new KeySource.Given(List.of(KEY));

    assertThatThrownBy(() -> SqliteStore.open(folder, keys, Clock.systemUTC()).close())
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("botswain.db.copying");
    assertThat(Files.readAllBytes(folder.resolve("botswain.db"))).isEqualTo(bytes);
  }

  @Test
  void open_damagedTableOfItsShards_isRefused() throws Exception {
    write();
    Path file = folder.resolve("botswain.db");
    int page;
    try (Connection connection = connect();
        var select =
            connection.prepareStatement(
                "SELECT rootpage FROM sqlite_schema WHERE name = 'gateway_sessions'");
        var row = select.executeQuery()) {
      page = row.getInt(1);
    }
    byte[] bytes = Files.readAllBytes(file);
    for (int i = (page - 1) * 4_096; i < page * 4_096; i++) {
      bytes[i] ^= (byte) 0xff;
    }
    Files.write(file, bytes);

    assertThatThrownBy(() ->
            SqliteStore.open(folder, new KeySource.Given(List.of(KEY)), Clock.systemUTC()).close())
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("is damaged");
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }
}
