package dev.botswain.store.sqlite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.store.Change;
import dev.botswain.store.Store;
import dev.botswain.store.StoredKey;
import dev.botswain.store.sealing.KeySource;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The answers of requests that act only once: they contain tokens of Discord's webhooks.
class StoredAnswersTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  @TempDir private Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder, new KeySource.InFolder(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void put(String key, long bot, int second, String answer) {
    await(
        store.write(
            new Change.PutKey(
                new StoredKey(
                    key, bot, "request", answer.getBytes(ISO_8859_1), NOON.plusSeconds(second)))));
  }

  @Test
  void answer_withAToken_isNotInTheFilesInClear() throws IOException {
    put("key", 1, 0, "{\"token\":\"very-secret-webhook-token\"}");
    assertThat(new String(await(store.keys().find("key")).orElseThrow().answer(), ISO_8859_1))
        .contains("very-secret-webhook-token");

    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, ISO_8859_1))
            .as(file.toString())
            .doesNotContain("very-secret-webhook-token");
      }
    }
  }
}
