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

import dev.botswain.store.Append;
import dev.botswain.store.Change.PutBot;
import dev.botswain.store.Change.PutSession;
import dev.botswain.store.Change.PutWebhook;
import dev.botswain.store.sealing.KeySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A folder with some data, and a file for its backup.
abstract class BackupFixture {
  static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

  @TempDir Path temp;
  Path folder;
  Path file;

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

  static void append(SqliteStore store, long from, long to) {
    for (long id = from; id <= to; id++) {
      store.events().append(new Append(event(1, id), point(1, 0, id), List.of()), () -> {});
    }
    await(store.write(List.of()));
  }

  static SqliteStore open(Path folder) {
    return SqliteStore.open(folder, new KeySource.InFolder(), Clock.systemUTC());
  }

  Backup.Summary backup(boolean withKeys, boolean replace) {
    return new Backup(folder, new KeySource.InFolder(), InstantSource.fixed(NOW))
        .write(file, withKeys, replace, (_, _) -> {});
  }

  Restore.Summary restore(Path to, boolean replace) {
    return restore(to, new KeySource.InFolder(), replace);
  }

  Restore.Summary restore(Path to, KeySource keys, boolean replace) {
    return new Restore(to, keys, InstantSource.fixed(NOW)).run(file, replace, (_, _) -> {});
  }

  static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), ISO_8859_1);
  }

  static void assertFilled(SqliteStore store) {
    assertThat(await(store.bots().of(List.of(1L))))
        .singleElement()
        .satisfies(bot -> assertThat(bot.token().value()).isEqualTo(TOKEN));
    assertThat(await(store.sessions().of(List.of(1L)))).hasSize(1);
    assertThat(await(store.webhooks().of(List.of(1L)))).hasSize(1);
  }

  static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
