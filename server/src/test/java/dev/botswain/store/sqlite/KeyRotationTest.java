package dev.botswain.store.sqlite;

import static dev.botswain.store.Samples.NOON;
import static dev.botswain.store.Samples.TOKEN;
import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.bot;
import static dev.botswain.store.Samples.webhook;
import static dev.botswain.testing.Botswain.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.store.Change;
import dev.botswain.store.Change.PutBot;
import dev.botswain.store.Change.PutKey;
import dev.botswain.store.Change.PutWebhook;
import dev.botswain.store.SecretKeys;
import dev.botswain.store.SecretKeys.Rotation;
import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.StoredBot;
import dev.botswain.store.StoredKey;
import dev.botswain.store.sealing.KeySource;
import dev.botswain.store.sealing.Keyset;
import dev.botswain.store.sealing.SealedColumn;
import dev.botswain.store.sealing.SealingKey;
import dev.botswain.store.sql.Dialect;
import dev.botswain.store.sql.KeysInUse;
import io.vertx.core.Future;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The key changes while the store is in use.
@Timeout(120)
class KeyRotationTest {
  private static final byte[] OLD = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
  private static final byte[] NEW = "the new key with thirty-two byte".getBytes(UTF_8);
  private static final String OLD_NAME = new SealingKey(OLD).name();
  private static final String NEW_NAME = new SealingKey(NEW).name();
  private static final int BOTS = 200;
  private static final int ANSWERS = 500;

  @TempDir private Path temp;

  private Path folder() {
    return temp.resolve("data");
  }

  private Path keyFile() {
    return folder().resolve("secret.key");
  }

  private SqliteStore open(KeySource source) {
    return SqliteStore.open(folder(), source, Clock.systemUTC());
  }

  private SqliteStore open() {
    return open(new KeySource.InFolder());
  }

  private static KeySource given(byte[]... keys) {
    return new KeySource.Given(List.of(keys));
  }

  private static SecretKeys.State state(SqliteStore store) {
    return store.secretKeys().state().orElseThrow();
  }

  private static void rotate(SqliteStore store) {
    assertThat(await(store.secretKeys().rotate())).isInstanceOf(Rotation.Begun.class);
  }

  private static void awaitDone(SqliteStore store) {
    eventually(() -> assertThat(state(store).older()).isEmpty());
  }

  private static StoredKey answer(int number) {
    return new StoredKey("key " + number, 1, "r", ("answer " + number).getBytes(UTF_8), NOON);
  }

  private static void fill(SqliteStore store) {
    var all = new ArrayList<Change>();
    LongStream.rangeClosed(1, BOTS).forEach(id -> all.add(new PutBot(bot(id))));
    all.add(new PutWebhook(webhook("hook", 1, 0)));
    for (int number = 0; number < ANSWERS; number++) {
      all.add(new PutKey(answer(number)));
    }
    all.add(new PutKey(new StoredKey("unanswered", 1, "r", null, NOON)));
    await(store.write(all));
  }

  private static void assertAllThere(SqliteStore store) {
    assertThat(await(store.bots().of(LongStream.rangeClosed(1, BOTS).boxed().toList())))
        .hasSize(BOTS)
        .allSatisfy((StoredBot bot) -> assertThat(bot.token().value()).isEqualTo(TOKEN));
    assertThat(await(store.webhooks().of(List.of(1L))))
        .singleElement()
        .satisfies(
            hook -> assertThat(hook.definition()).isEqualTo(webhook("hook", 1, 0).definition()));
    for (int number = 0; number < ANSWERS; number++) {
      assertThat(await(store.keys().find("key " + number)).orElseThrow().answer())
          .isEqualTo(answer(number).answer());
    }
    assertThat(await(store.keys().find("unanswered")).orElseThrow().answer()).isNull();
  }

  @Test
  void rotate_ownFile_leavesNothingThatNeedsTheOldKey() throws Exception {
    String before;
    try (var store = open()) {
      fill(store);
      before = Files.readString(keyFile());
      rotate(store);
      awaitDone(store);

      assertThat(state(store).resealed()).isEqualTo(BOTS + 1 + ANSWERS);
      assertThat(state(store).unneeded()).isEmpty();
      assertAllThere(store);
    }
    assertThat(Files.readString(keyFile())).hasLineCount(1).isNotEqualTo(before);
    assertThat(folder().resolve("secret.key.new")).doesNotExist();
    try (var store = open()) {
      assertAllThere(store);
    }
    Files.writeString(keyFile(), before);
    assertThatThrownBy(() -> open().close())
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("another key");
  }

  /// A column with bytes that is not listed here is either sealed, and then [SealedColumn] has to
  /// know it, or holds no secret, and then it has to be added here.
  @Test
  void columns_withBytes_areSealedOrHoldNoSecret() throws Exception {
    open().close();
    var columns = new TreeSet<String>();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder().resolve("botswain.db"));
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                SELECT tables.name, columns.name FROM sqlite_schema AS tables
                JOIN pragma_table_info(tables.name) AS columns
                WHERE tables.type = 'table' AND columns.type = 'BLOB'
                """)) {
      while (row.next()) {
        columns.add(row.getString(1) + "." + row.getString(2));
      }
    }
    Arrays.stream(SealedColumn.values())
        .forEach(sealed -> assertThat(columns.remove(sealed.toString())).as("%s", sealed).isTrue());

    assertThat(columns)
        .containsExactly(
            "bots.user",
            "client_sessions.state",
            "dead_letters.data",
            "events.data",
            "guild_changes.data",
            "guilds.document",
            "meta.value",
            "sealing_keys.id",
            "sealing_keys.known",
            "sessions.grant");
  }

  @Test
  void rotate_whileMuchIsWritten_losesNothing() {
    try (var store = open()) {
      fill(store);
      for (int time = 0; time < 3; time++) {
        rotate(store);
        var writes = new ArrayList<Future<Void>>();
        for (int number = 0; number < 3 * ANSWERS; number++) {
          writes.add(store.write(new PutKey(answer(number % ANSWERS))));
          if (number % 50 == 0) {
            await(writes.getLast());
            assertThat(await(store.keys().find("key 7")).orElseThrow().answer())
                .isEqualTo(answer(7).answer());
          }
        }
        writes.forEach(write -> await(write));
        awaitDone(store);
      }
    }
    try (var store = open()) {
      assertAllThere(store);
    }
  }

  @Test
  void rotate_twiceAtOnce_isRefusedTheSecondTime() {
    try (var store = open()) {
      fill(store);
      rotate(store);

      Rotation second = await(store.secretKeys().rotate());
      if (second instanceof Rotation.Refused(String reason)) { // Unless it was done already.
        assertThat(reason).contains("wait until that is done");
      }
      awaitDone(store);
      assertAllThere(store);
    }
  }

  @Test
  void keyGiven_newBeforeOld_isUsedUntilTheOldOneIsNotNeeded() throws Exception {
    try (var store = open(given(OLD))) {
      fill(store);
      assertThat(await(store.secretKeys().rotate()))
          .isInstanceOfSatisfying(
              Rotation.Refused.class,
              refused ->
                  assertThat(refused.reason()).contains("set BOTSWAIN_SECRET_KEY to a new key"));
    }
    assertThatThrownBy(() -> open(given(NEW)).close())
        .isInstanceOf(StoreUnusableException.class)
        .hasMessageContaining("another key, " + OLD_NAME)
        .hasMessageContaining("set BOTSWAIN_SECRET_KEY to that one");
    try (var store = open(given(NEW, OLD))) {
      awaitDone(store);

      assertThat(state(store).current()).isEqualTo(NEW_NAME);
      assertThat(state(store).unneeded()).containsExactly(OLD_NAME);
      assertAllThere(store);
    }
    try (var store = open(given(NEW))) {
      assertThat(state(store).unneeded()).isEmpty();
      assertAllThere(store);
    }
    assertThatThrownBy(() -> open(given(OLD)).close()).hasMessageContaining(NEW_NAME);
  }

  @Test
  void keyGiven_oldOneGoneTooEarly_isRefusedWithoutAChange() throws Exception {
    try (var store = open(given(OLD))) {
      fill(store);
    }
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder().resolve("botswain.db"));
        var statement = connection.createStatement()) {
      KeysInUse.adopt(connection, Dialect.SQLITE, new Keyset(List.of(new SealingKey(NEW))));
    }

    for (byte[] one : new byte[][] {OLD, NEW}) {
      assertThatThrownBy(() -> open(given(one)).close())
          .isInstanceOf(StoreUnusableException.class)
          .hasMessageContaining("another key");
    }
    try (var store = open(given(NEW, OLD))) {
      assertAllThere(store);
    }
  }

  @Test
  void keyInAnotherFile_aNewLineFirst_isUsedWithoutAStart() throws Exception {
    Path file = Files.createDirectory(temp.resolve("keys")).resolve("key");
    Files.writeString(file, new SealingKey(OLD).text());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    try (var store = open(new KeySource.InFile(file))) {
      fill(store);
      // Where a file cannot be made: permissions do not stop root.
      Files.createDirectories(file.resolveSibling("key.new").resolve("in the way"));
      assertThat(await(store.secretKeys().rotate()))
          .isInstanceOfSatisfying(
              Rotation.Refused.class,
              refused -> assertThat(refused.reason()).contains("put a new key as a line before"));
      Files.writeString(file, new SealingKey(NEW).text() + "\n" + new SealingKey(OLD).text());
      rotate(store);
      awaitDone(store);

      assertThat(state(store).current()).isEqualTo(NEW_NAME);
      assertThat(state(store).unneeded()).containsExactly(OLD_NAME);
      assertThat(Files.readString(file)).hasLineCount(2);
    }
    Files.delete(file.resolveSibling("key.new").resolve("in the way"));
    Files.delete(file.resolveSibling("key.new"));
    try (var store = open(new KeySource.InFile(file))) {
      assertAllThere(store);
      assertThat(state(store).unneeded()).isEmpty();
    }
    assertThat(Files.readString(file)).isEqualTo(new SealingKey(NEW).text() + "\n");
  }

  @Test
  void fileWithoutTheKeyThatSealed_rotationIsRefused() throws Exception {
    try (var store = open()) {
      fill(store);
      String before = Files.readString(keyFile());
      Files.writeString(keyFile(), new SealingKey(NEW).text());

      assertThat(await(store.secretKeys().rotate()))
          .isInstanceOfSatisfying(
              Rotation.Refused.class,
              refused -> assertThat(refused.reason()).contains("another key"));
      Files.writeString(keyFile(), before);
      rotate(store);
      awaitDone(store);
    }
  }

  @Test
  void kill_atAnyMomentOfRotations_losesNoSecretAndEndsWithOneKey() throws Exception {
    try (var store = open()) {
      fill(store);
    }
    var random = new Random();
    int several = 0;
    for (int kill = 0; kill < 3; kill++) {
      rotateAndKill(random.nextInt(120));
      several += Files.readAllLines(keyFile()).size() > 1 ? 1 : 0;
      try (var store = open()) {
        assertAllThere(store);
        awaitDone(store);
        assertThat(Files.readString(keyFile())).hasLineCount(1);
        assertThat(state(store).unneeded()).isEmpty();
      }
    }
    assertThat(several).as("kills in the middle").isPositive();
  }

  private void rotateAndKill(int lines) throws Exception {
    Process child = ChildProcess.start(Rotating.class, folder());
    try (BufferedReader printed = child.inputReader(UTF_8)) {
      for (int i = 0; i <= lines; i++) {
        assertThat(printed.readLine()).isNotNull();
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  /// Rotates forever, and prints how many values are encrypted anew.
  static final class Rotating {
    public static void main(String[] arguments) {
      var store =
          SqliteStore.open(Path.of(arguments[0]), new KeySource.InFolder(), Clock.systemUTC());
      while (true) {
        await(store.secretKeys().rotate());
        System.out.println(state(store).resealed());
      }
    }
  }
}
