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

import dev.botswain.secret.Secret;
import dev.botswain.store.Append;
import dev.botswain.store.Change.PutBot;
import dev.botswain.store.Change.PutSession;
import dev.botswain.store.Change.PutWebhook;
import dev.botswain.store.Change.RemoveWebhook;
import dev.botswain.store.DurableStoreTest;
import dev.botswain.store.Samples;
import dev.botswain.store.Store;
import dev.botswain.store.StoredBot;
import dev.botswain.store.sealing.KeySource;
import io.vertx.core.Future;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a store in a file does beyond what every store does.
class SqliteStoreTest extends DurableStoreTest {
  @TempDir private Path temp;

  @Override
  protected Store open() {
    return SqliteStore.open(folder(), new KeySource.InFolder(), Clock.systemUTC());
  }

  /// With characters that have a meaning in URLs.
  private Path folder() {
    return temp.resolve("the data, 100%20?mode=memory#1");
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
            new PutBot(
                new StoredBot(
                    1, new Secret("another"), new byte[1], 1, 0, 0, 1, "wss://x", false))));
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
  void writeAheadLog_steadyWriting_beginsAnew() throws Exception {
    store.close();
    var pace = new Checkpoints.Pace(Duration.ofMillis(20), 256 << 10);
    store = SqliteStore.open(folder(), new KeySource.InFolder(), Clock.systemUTC(), pace);
    Path wal = folder().resolve("botswain.db-wal");
    var room = new Semaphore(50);
    String data = "x".repeat(4_000);
    var changes = new ArrayList<Future<Void>>();
    long id = 0;
    // How soon depends on the load of the machine; that it starts again must not.
    while (beginnings(wal) < 3) {
      assertThat(++id).isLessThan(200_000);
      changes.add(store.write(new PutSession(session("a", 1))));
      assertThat(room.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
      store.events().append(new Append(event(1, id, data), null, List.of()), room::release);
    }

    changes.forEach(Samples::await); // None failed because of a checkpoint at the same moment.
  }

  /// How often a write-ahead log has started again, according to its header:
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
  void key_given_needsNoFile() {
    Path path = temp.resolve("keyed");
    byte[] key = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    try (Store keyed =
        SqliteStore.open(path, new KeySource.Given(List.of(key)), Clock.systemUTC())) {
      await(keyed.write(new PutBot(bot(1))));
    }
    assertThat(path.resolve("secret.key")).doesNotExist();
    try (Store keyed =
        SqliteStore.open(path, new KeySource.Given(List.of(key)), Clock.systemUTC())) {
      assertThat(await(keyed.bots().of(List.of(1L))))
          .extracting(StoredBot::token)
          .containsExactly(new Secret(TOKEN));
    }
  }
}
