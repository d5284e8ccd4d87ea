package dev.botswain.webhook;

import static dev.botswain.testing.Botswain.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.botswain.config.Reach;
import dev.botswain.event.EventFilter;
import dev.botswain.event.EventLog;
import dev.botswain.event.EventLogs;
import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.Samples;
import dev.botswain.store.memory.MemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Events that a receiver does not take, with time that passes while the deliverer waits.
@Timeout(30)
class DelivererTest {
  private static final long BOT = 7;
  private static final Duration DAY = Duration.ofDays(1);

  private final Vertx vertx = Vertx.vertx();
  private final MemoryStore store = new MemoryStore();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final EventLogs logs =
      new EventLogs(
          store,
          Clock.systemUTC(),
          metrics,
          Samples.retention(Duration.ofHours(1), 1_000, 1 << 20),
          0);
  private final EventLog log = opened(logs).of(BOT);
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private final AtomicLong waited = new AtomicLong();
  private final AtomicBoolean leased = new AtomicBoolean(true);
  private final AtomicInteger looked = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Receiver receiver = new Receiver(vertx);
  private final List<String> taken = Collections.synchronizedList(new ArrayList<>());
  private final Sender sender =
      new Sender(
          vertx,
          Clock.systemUTC(),
          new Destinations(vertx, Reach.LOOPBACK),
          "test",
          new Sender.Terms(new ClientSSLOptions(), Duration.ofSeconds(10), nanos::get));
  private final Webhook webhook =
      new Webhook(
          "0123456789abcdef",
          BOT,
          null,
          "http://127.0.0.1:" + receiver.port() + "/",
          EventFilter.ALL,
          "",
          true,
          null,
          Clock.systemUTC().instant(),
          WebhookSecrets.random(),
          WebhookHeaders.NONE);
  private final Deliverer deliverer =
      new Deliverer(
          new DeliveryParts(sender, store, metrics, new Unheard(), this::pause, leased::get),
          log,
          webhook,
          webhook.filter(),
          log.last(),
          new ArrayDeque<>());

  private static final class Unheard implements DeliveryParts.Listener {
    @Override
    public void gone(Webhook webhook) {}

    @Override
    public void brokenOff(Webhook webhook) {}
  }

  private static EventLogs opened(EventLogs logs) {
    logs.open(List.of(new Claim(BOT, 1))).await();
    return logs;
  }

  @AfterEach
  void close() {
    over.countDown();
    deliverer.stop();
    receiver.close();
    vertx.close().await();
  }

  /// Passes at once, up to a day.
  private void pause(Duration time) throws InterruptedException {
    if (!leased.get()) {
      looked.incrementAndGet();
      Thread.yield();
      return;
    }
    nanos.addAndGet(time.toNanos());
    if (waited.addAndGet(time.toNanos()) > DAY.toNanos()) {
      over.await();
    }
  }

  /// Answers 204, or the status in the event.
  private void answerAsTheEventSays() {
    receiver.script(request -> {
      var body = arrived();
      var status = body.replaceAll(".*\"status\":(\\d+).*", "$1");
      if (status.equals("204")) {
        taken.add(body);
      }
      request.response().setStatusCode(Integer.parseInt(status)).end();
    });
  }

  private String arrived() {
    try {
      return receiver.next().body().toString();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void append(int status) {
    log.append("MESSAGE_CREATE", ("{\"status\":" + status + "}").getBytes(UTF_8), null, List.of());
  }

  private int deadLetters() {
    return store.webhooks().deadLetters(webhook.id(), 0, 1_000).await().size();
  }

  @Test
  void event_withoutALease_waitsForIt() {
    answerAsTheEventSays();
    leased.set(false);
    deliverer.start();
    append(204);
    while (looked.get() < 2) {
      Thread.onSpinWait();
    }
    assertThat(receiver.count()).isZero();

    leased.set(true);

    eventually(() -> assertThat(taken).hasSize(1));
  }

  @Test
  void event_thatAlwaysGets500_isADeadLetterAfterMinutesAndTheNextGoesOn() {
    answerAsTheEventSays();
    deliverer.start();
    append(500);
    append(204);

    await().until(() -> taken.size() == 1);
    assertThat(deadLetters()).isEqualTo(1);
    assertThat(Duration.ofNanos(waited.get()))
        .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(8));
  }

  @Test
  void events_refusedHereAndThere_doNotAddUp() {
    answerAsTheEventSays();
    deliverer.start();
    for (int i = 0; i < 10; i++) {
      append(500);
      append(204);
    }

    await().until(() -> taken.size() == 10);
    assertThat(deadLetters()).isEqualTo(10);
    assertThat(Duration.ofNanos(waited.get())).isLessThan(Duration.ofMinutes(80));
  }

  @Test
  void receiver_thatFailsAtAll_hasAHandfulOfDeadLettersADay() {
    answerAsTheEventSays();
    deliverer.start();
    for (int i = 0; i < 100; i++) {
      append(500);
    }

    await().until(() -> waited.get() > DAY.toNanos());
    assertThat(deadLetters()).isBetween(5, 10);
  }

  @Test
  void receiver_thatIsDown_keepsTheOrderForADay() {
    answerAsTheEventSays();
    deliverer.start();
    append(503);
    append(204);

    await().until(() -> waited.get() > DAY.toNanos());
    assertThat(deadLetters()).isZero();
    assertThat(taken).isEmpty();
  }
}
