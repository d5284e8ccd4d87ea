package dev.botswain.store.sqlite;

import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.bot;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.point;
import static dev.botswain.store.Samples.session;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.secret.Secret;
import dev.botswain.store.Append;
import dev.botswain.store.Change.PutBot;
import dev.botswain.store.Change.PutSession;
import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.StoredBot;
import dev.botswain.store.sealing.KeySource;
import dev.botswain.store.sealing.SealingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A folder that cannot be used: the message says what to do, and not a byte is changed.
@Timeout(120)
class UnusableFileTest {
  private static final int PAGE = 4_096;

  @TempDir private Path temp;
  private Path folder;
  private Path file;

  @BeforeEach
  void fill() {
    folder = temp.resolve("data");
    file = folder.resolve("botswain.db");
    try (SqliteStore store = open(null)) {
      fill(store);
    }
  }

  private static void fill(SqliteStore store) {
    await(store.write(new PutBot(bot(1))));
    for (long i = 1; i <= 300; i++) {
      store.events().append(new Append(event(1, i), point(1, 0, i), List.of()), () -> {});
      store.write(new PutSession(session("hash " + i, 1)));
    }
    await(store.write(new PutSession(session("last", 1))));
  }

  private SqliteStore open(byte[] key) {
    var source = key == null ? new KeySource.InFolder() : new KeySource.Given(List.of(key));
    return SqliteStore.open(folder, source, Clock.systemUTC());
  }

  private void assertRefused(String... words) throws Exception {
    assertRefused(null, words);
  }

  private void assertRefused(byte[] key, String... words) throws Exception {
    Map<String, String> before = bytes();
    assertThatThrownBy(() -> open(key).close())
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContainingAll(words);
    assertThat(bytes()).isEqualTo(before);
  }

  /// A digest of all files' contents, without the index of the write-ahead log, which SQLite
  /// creates again.
  private Map<String, String> bytes() throws Exception {
    var bytes = new TreeMap<String, String>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : files.filter(Files::isRegularFile).toList()) {
        if (Files.size(path) > 0 && !path.toString().endsWith("-shm")) {
          var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
          bytes.put(path.getFileName().toString(), HexFormat.of().formatHex(digest));
        }
      }
    }
    return bytes;
  }

  @Test
  void key_another_isRefused() throws Exception {
    assertRefused(new byte[SealingKey.BYTES], "another key", "BOTSWAIN_SECRET_KEY", "begin anew");
  }

  @Test
  void key_anotherWhileMuchIsInTheWriteAheadLog_isRefused() throws Exception {
    leaveAWriteAheadLog();
    assertRefused(new byte[SealingKey.BYTES], "another key");

    try (SqliteStore store = open(null)) {
      assertThat(await(store.sessions().of(List.of(1L, 2L)))).hasSize(301);
    }
  }

  /// As a killed process does.
  private void leaveAWriteAheadLog() throws Exception {
    Path wal = folder.resolve("botswain.db-wal");
    Path copy = temp.resolve("copy");
    try (SqliteStore store = open(null)) {
      for (int i = 1; i <= 300; i++) {
        await(store.write(new PutSession(session("hash " + i, 2))));
      }
      Files.createDirectories(copy);
      Files.copy(file, copy.resolve("db"));
      Files.copy(wal, copy.resolve("wal"));
    }
    Files.move(copy.resolve("db"), file, StandardCopyOption.REPLACE_EXISTING);
    Files.move(copy.resolve("wal"), wal);
    assertThat(Files.size(wal)).isPositive();
  }

  @Test
  void keyFile_gone_isRefused() throws Exception {
    Files.delete(folder.resolve("secret.key"));
    assertRefused("put " + folder.resolve("secret.key") + " back", "BOTSWAIN_SECRET_KEY");
  }

  @Test
  void keyFile_anotherOne_isRefused() throws Exception {
    Files.writeString(folder.resolve("secret.key"), "A".repeat(43) + "=");
    assertRefused("another key", "secret.key");
  }

  @Test
  void file_garbage_isRefused() throws Exception {
    Files.writeString(file, "not a database ".repeat(1_000));
    assertRefused("is damaged", "backup", "begin anew");
  }

  @Test
  void file_truncated_isRefused() throws Exception {
    long size = Files.size(file);
    for (long left : new long[] {1, 50, PAGE, size / 2, size - PAGE, size - 1}) {
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, (int) left));
      assertRefused(file + " is damaged");
      Files.write(file, whole);
    }
  }

  @Test
  void file_pageOfWhatIsReadAtTheStart_isRefused() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    int sessions = pageOf("sessions");
    int bots = pageOf("bots");
    for (int page : new int[] {1, sessions, bots, pageOf("resume_points"), pageOf("meta")}) {
      byte[] changed = whole.clone();
      for (int i = (page - 1) * PAGE; i < page * PAGE; i++) {
        changed[i] ^= (byte) 0xff;
      }
      Files.write(file, changed);
      assertRefused(file + " is damaged");
    }
  }

  private int pageOf(String table) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var select =
            connection.prepareStatement("SELECT rootpage FROM sqlite_schema WHERE name = ?")) {
      select.setString(1, table);
      return select.executeQuery().getInt(1);
    }
  }

  @Test
  void token_changedInPlace_isRefused() throws Exception {
    change("UPDATE bots SET token = zeroblob(60)");

    try (SqliteStore store = open(null)) {
      assertThatThrownBy(() -> await(store.bots().of(List.of(1L))))
          .isInstanceOf(StoreUnusableException.class)
          .hasMessageContaining("is damaged");
    }
  }

  @Test
  void token_ofAnotherBot_isRefused() throws Exception {
    try (SqliteStore store = open(null)) {
      await(
          store.write(
              new PutBot(
                  new StoredBot(2, new Secret("two"), new byte[1], 2, 0, 0, 1, "wss://x", false))));
    }
    change("UPDATE bots SET token = (SELECT token FROM bots WHERE id = 2) WHERE id = 1");

    try (SqliteStore store = open(null)) {
      assertThatThrownBy(() -> await(store.bots().of(List.of(1L))))
          .isInstanceOf(StoreUnusableException.class);
    }
  }

  @Test
  void file_ofANewerVersion_isRefused() throws Exception {
    change("PRAGMA user_version = 4711");
    assertRefused("newer version", "4711", "BOTSWAIN_DATA");
  }

  @Test
  void file_ofAnotherProgram_isRefused() throws Exception {
    Files.delete(file);
    change("CREATE TABLE bots (id INTEGER)");
    assertRefused("is not a Botswain database", "BOTSWAIN_DATA");
  }

  private void change(String sql) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void file_emptyFromAnInterruptedFirstStart_isFilled() throws Exception {
    folder = temp.resolve("first");
    file = folder.resolve("botswain.db");
    Files.createDirectory(folder);
    Files.createFile(file);
    change("PRAGMA journal_mode = WAL");

    try (SqliteStore store = open(null)) {
      await(store.write(new PutBot(bot(1))));
    }
    try (SqliteStore store = open(null)) {
      assertThat(await(store.bots().of(List.of(1L)))).hasSize(1);
    }
  }

  @Test
  void folder_openAlready_isRefused() throws Exception {
    try (SqliteStore first = open(null)) {
      assertThatThrownBy(() -> open(null))
          .isInstanceOf(StoreUnusableException.class)
          .hasMessageContaining("in use already");
      await(first.write(new PutBot(bot(7))));
    }
    try (SqliteStore again = open(null)) {
      assertThat(await(again.bots().of(List.of(1L, 7L))))
          .extracting(StoredBot::id)
          .containsExactly(1L, 7L);
    }
  }

  @Test
  void folder_openInAnotherProcess_isRefused() throws Exception {
    Process other = ChildProcess.start(Holding.class, folder);
    try {
      assertThat(other.inputReader(UTF_8).readLine()).isEqualTo("open");
      assertRefused("in use already", "stop the other process");
    } finally {
      other.destroyForcibly().waitFor();
    }

    open(null).close();
  }

  /// Holds a folder until it is killed.
  static final class Holding {
    public static void main(String[] arguments) throws IOException {
      try (var _ =
          SqliteStore.open(Path.of(arguments[0]), new KeySource.InFolder(), Clock.systemUTC())) {
        System.out.println("open");
        System.in.read();
      }
    }
  }

  @Test
  void refused_again_opensOnceItIsMended() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, new byte[] {0}, StandardOpenOption.TRUNCATE_EXISTING);
    assertRefused("is damaged");
    Files.write(file, whole);

    try (SqliteStore store = open(null)) {
      assertThat(await(store.sessions().of(List.of(1L, 2L)))).hasSize(301);
    }
  }
}
