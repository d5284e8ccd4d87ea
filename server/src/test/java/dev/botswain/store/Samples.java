package dev.botswain.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.botswain.config.DataConfig;
import dev.botswain.config.EventRetention;
import dev.botswain.secret.Secret;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What tests put into stores.
public final class Samples {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  public static final String TOKEN = "MTIzNDU2Nzg5.GhIjKl.a-token-that-must-not-leak";

  /// Keeps everything.
  public static final Retention ALL = new Retention(Instant.EPOCH, Integer.MAX_VALUE, 1L << 50);

  private Samples() {}

  /// How many of the events a server without a data folder keeps.
  public static DataConfig retention(Duration age, int count, long bytes) {
    return new DataConfig(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new EventRetention(age, count),
        bytes);
  }

  public static StoredEvent event(long bot, long id) {
    return event(bot, id, "{\"n\":" + id + "}");
  }

  public static StoredEvent event(long bot, long id, String data) {
    return new StoredEvent(
        id, bot, "MESSAGE_CREATE", NOON.plusSeconds(id).toEpochMilli(), data.getBytes(UTF_8));
  }

  public static StoredResumePoint point(long bot, int shard, long sequence) {
    return new StoredResumePoint(
        bot, shard, 2, "session-" + bot, "wss://gateway.example", sequence);
  }

  public static StoredSession session(String hash, long bot) {
    return new StoredSession(hash, bot, null, NOON, NOON.plusMillis(1), 0, null, null);
  }

  public static StoredBot bot(long id) {
    return new StoredBot(
        id,
        new Secret(TOKEN),
        "{\"username\":\"sailor\"}".getBytes(UTF_8),
        4,
        513,
        1,
        2,
        "wss://gw.example",
        true);
  }

  public static StoredWebhook webhook(String id, long bot, long cursor) {
    return new StoredWebhook(
        id, bot, null, "{\"secret\":\"whsec_that_must_not_leak\"}".getBytes(UTF_8), cursor);
  }

  public static DeadLetter letter(String webhook, StoredEvent event) {
    return new DeadLetter(webhook, event, NOON, "410 Gone");
  }

  /// Returns when it is there, at most after a minute.
  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  public static String text(byte[] data) {
    return new String(data, UTF_8);
  }

  public static List<Long> ids(StoredPage page) {
    return ids(page.events());
  }

  public static List<Long> ids(List<StoredEvent> events) {
    return events.stream().map(StoredEvent::id).toList();
  }
}
