package dev.botswain.store;

import static dev.botswain.store.Samples.ALL;
import static dev.botswain.store.Samples.NOON;
import static dev.botswain.store.Samples.TOKEN;
import static dev.botswain.store.Samples.await;
import static dev.botswain.store.Samples.bot;
import static dev.botswain.store.Samples.event;
import static dev.botswain.store.Samples.ids;
import static dev.botswain.store.Samples.letter;
import static dev.botswain.store.Samples.point;
import static dev.botswain.store.Samples.session;
import static dev.botswain.store.Samples.text;
import static dev.botswain.store.Samples.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.secret.Secret;
import dev.botswain.store.Change.Acknowledge;
import dev.botswain.store.Change.MoveWebhook;
import dev.botswain.store.Change.PutBot;
import dev.botswain.store.Change.PutDeadLetter;
import dev.botswain.store.Change.PutSession;
import dev.botswain.store.Change.PutWebhook;
import dev.botswain.store.Change.RemoveBot;
import dev.botswain.store.Change.RemoveSession;
import dev.botswain.store.Change.RemoveWebhook;
import dev.botswain.store.Change.UseSessions;
import dev.botswain.store.EventStore.LogEnds;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every store does that outlives its process.
public abstract class DurableStoreTest extends StoreTest {
  private static final StoredGrant GRANT =
      new StoredGrant("console", List.of("read"), List.of(8L), List.of(), 5);

  /// Closes the store, and opens it again with its content.
  protected final void reopen() throws Exception {
    store.close();
    store = open();
  }

  protected final void append(long bot, long id, @Nullable StoredResumePoint upTo) {
    store.events().append(new Append(event(bot, id), upTo, List.of()), () -> {});
  }

  protected final List<StoredBot> bots(Long... ids) {
    return await(store.bots().of(List.of(ids)));
  }

  protected final List<StoredSession> sessions(Long... bots) {
    return await(store.sessions().of(List.of(bots)));
  }

  protected final List<StoredResumePoint> points(Long... bots) {
    return await(store.bots().resumePoints(List.of(bots)));
  }

  protected final Map<Long, LogEnds> ends(Long... bots) {
    return await(store.events().ends(List.of(bots)));
  }

  @Test
  void reopen_everyTable_isThereAgain() throws Exception {
    var guildSession =
        new StoredSession("b", 1, 1_200_000_000_000_000_001L, NOON, NOON, 7, GRANT, "a");
    await(
        store.write(
            List.of(
                new PutBot(bot(1)),
                new PutSession(session("a", 1)),
                new PutSession(guildSession),
                new PutWebhook(webhook("hook", 1, 4)),
                new PutWebhook(new StoredWebhook("owned", 1, "b", new byte[] {7}, 5)),
                new PutDeadLetter(letter("hook", event(1, 3))))));
    append(1, 5, point(1, 0, 50));
    append(1, 6, point(1, 1, 60));
    append(2, 7, null);
    store
        .events()
        .append(
            new Append(event(1, 8), null, List.of(new GuildChange.Whole(9, 1, new byte[] {1}))),
            () -> {});
    store
        .events()
        .append(new Append(event(1, 10), null, List.of(new GuildChange.Part(9))), () -> {});
    reopen();

    assertThat(bots(1L)).usingRecursiveFieldByFieldElementComparator().containsExactly(bot(1));
    assertThat(sessions(1L)).containsExactlyInAnyOrder(session("a", 1), guildSession);
    assertThat(await(store.webhooks().of(List.of(1L))))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyInAnyOrder(
            webhook("hook", 1, 4), new StoredWebhook("owned", 1, "b", new byte[] {7}, 5));
    assertThat(points(1L, 2L)).containsExactlyInAnyOrder(point(1, 0, 50), point(1, 1, 60));
    assertThat(ends(1L, 2L)).isEqualTo(Map.of(1L, new LogEnds(0, 10), 2L, new LogEnds(0, 7)));
    assertThat(ids(await(store.events().page(1, 0, 9, 99_999)))).containsExactly(5L, 6L, 8L, 10L);
    assertThat(await(store.webhooks().deadLetters("hook", 0, 9)))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(letter("hook", event(1, 3)));
    assertThat(ids(await(store.guilds().find(1, 9)).orElseThrow().changes())).containsExactly(10L);
  }

  @Test
  void reopen_whatWasChanged_isThereAsItWasLast() throws Exception {
    await(store.write(List.of(new PutSession(session("a", 1)), new PutSession(session("b", 1)))));
    await(store.write(new UseSessions(Map.of("a", NOON.plusSeconds(5), "unknown", NOON))));
    await(store.write(List.of(new Acknowledge("a", 9), new Acknowledge("unknown", 9))));
    await(store.write(List.of(new RemoveSession("b"), new PutBot(bot(1)))));
    var again =
        new StoredBot(
            1, new Secret("another-token"), new byte[] {1}, 5, 3, 3, 4, "wss://two.example", true);
    await(store.write(new PutBot(again)));
    await(store.write(new PutWebhook(webhook("hook", 1, 4))));
    await(store.write(List.of(new MoveWebhook("hook", 8), new MoveWebhook("unknown", 1))));
    await(store.write(new PutWebhook(new StoredWebhook("hook", 1, null, new byte[] {7}, 0))));
    await(store.write(List.of(new PutWebhook(webhook("x", 1, 0)), new RemoveWebhook("x"))));
    reopen();

    assertThat(sessions(1L))
        .containsExactly(new StoredSession("a", 1, null, NOON, NOON.plusSeconds(5), 9, null, null));
    assertThat(bots(1L)).usingRecursiveFieldByFieldElementComparator().containsExactly(again);
    assertThat(await(store.webhooks().of(List.of(1L))))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(new StoredWebhook("hook", 1, null, new byte[] {7}, 8));
  }

  @Test
  void resumePoint_sameTransactionAsRemoveBot_isNotBack() throws Exception {
    inOneTransaction(() -> {
      append(1, 5, point(1, 0, 50));
      store.write(new RemoveBot(1));
    });

    assertThat(points(1L, 2L)).isEmpty();
  }

  @Test
  void resumePoint_eventsSinceItWasWritten_isAsTheyAre() throws Exception {
    append(1, 5, point(1, 0, 50));
    append(2, 6, point(2, 0, 60));
    await(store.write(List.of()));
    append(1, 7, point(1, 0, 51));
    append(1, 8, null);
    append(1, 9, point(1, 0, 52));
    reopen();

    assertThat(points(1L, 2L)).containsExactlyInAnyOrder(point(1, 0, 52), point(2, 0, 60));
  }

  @Test
  void resumePoint_idBelowOneThatWasWritten_isAsTheEventSays() throws Exception {
    append(1, 5, point(1, 0, 50));
    await(store.write(List.of()));
    append(2, 9, point(2, 0, 60));
    await(store.write(List.of()));
    append(1, 8, point(1, 0, 51));
    reopen();

    assertThat(points(1L, 2L)).containsExactlyInAnyOrder(point(1, 0, 51), point(2, 0, 60));
  }

  @Test
  void resumePoint_itsEventIsForgotten_stays() throws Exception {
    append(1, 5, point(1, 0, 50));
    await(store.write(List.of()));
    append(1, 6, point(1, 0, 51));
    await(store.events().trim(new Retention(Instant.EPOCH, 0, 0)));
    reopen();

    assertThat(ids(await(store.events().page(1, 0, 9, 99_999)))).isEmpty();
    assertThat(points(1L, 2L)).containsExactly(point(1, 0, 51));
  }

  /// Blocks the writer, so that everything submitted meanwhile is one transaction.
  private void inOneTransaction(Runnable calls) throws InterruptedException {
    var busy = new CountDownLatch(1);
    var go = new Semaphore(0);
    store
        .events()
        .append(
            new Append(event(99, 999), null, List.of()),
            () -> {
              busy.countDown();
              go.acquireUninterruptibly();
            });
    busy.await();
    calls.run();
    var last = store.write(List.of());
    go.release();
    await(last);
  }

  @Test
  void load_trimmedLogs_tellBothEnds() throws Exception {
    for (long id = 1; id <= 4; id++) {
      append(1, id, null);
      append(2, id + 10, null);
    }
    await(store.events().trim(new Retention(Instant.EPOCH, 3, 1L << 40)));
    await(store.events().trim(new Retention(NOON.plusSeconds(11), 100, 1L << 40)));
    append(3, 30, null);
    reopen();

    assertThat(ends(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L))
        .isEqualTo(Map.of(1L, new LogEnds(4, 4), 2L, new LogEnds(11, 14), 3L, new LogEnds(0, 30)));
  }

  @Test
  void write_oneFails_thoseOfTheSameTransactionAreDone() throws Exception {
    var outcomes = new ArrayList<Future<?>>();
    inOneTransaction(() -> {
      outcomes.add(store.write(new PutSession(session("a", 1))));
      outcomes.add(store.write(new PutSession(session(null, 1))));
      outcomes.add(store.write(new PutSession(session("b", 1))));
    });

    assertThat(outcomes).extracting(Future::succeeded).containsExactly(true, false, true);
    assertThat(sessions(1L)).extracting(StoredSession::hash).containsExactly("a", "b");
  }

  @Test
  void write_onePartFails_noneIsDone() {
    assertThatThrownBy(
            () -> await(store.write(List.of(new PutBot(bot(1)), new PutSession(session(null, 1))))))
        .isInstanceOf(StoreFailedException.class);

    assertThat(bots(1L)).isEmpty();
    assertThat(store.condition()).isInstanceOf(Condition.Working.class);
  }

  @Test
  void close_withMuchGiven_storesItAll() throws Exception {
    for (long id = 1; id <= 20_000; id++) {
      append(id % 10, id, point(id % 10, 0, id));
    }
    reopen();

    assertThat(ends(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L))
        .hasSize(10)
        .containsEntry(0L, new LogEnds(0, 20_000));
    assertThat(ids(await(store.events().page(3, 0, 100_000, 1 << 30)))).hasSize(2_000);
  }

  @Test
  void close_whileOthersWrite_leavesNobodyWithoutAnAnswer() throws Exception {
    var outcomes = new ArrayList<Future<Void>>();
    var begun = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < 3_000; i++) {
                outcomes.add(store.write(new PutSession(session("s" + i, 1))));
                if (i == 500) {
                  begun.countDown();
                }
              }
            });
    begun.await();
    store.close();
    other.join();

    long stored = 0;
    for (var outcome : outcomes) {
      try {
        await(outcome);
        stored++;
      } catch (StoreFailedException closed) {
        assertThat(closed).hasMessageContaining("stored");
      }
    }
    store = open();
    assertThat(sessions(1L)).hasSize((int) stored);
  }

  @Test
  void close_interrupted_stillStoresAndKeepsTheInterrupt() throws Exception {
    append(1, 1, null);
    Thread.currentThread().interrupt();
    store.close();
    assertThat(Thread.interrupted()).isTrue();

    store = open();
    assertThat(ends(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L)).containsOnlyKeys(1L);
  }

  @Test
  void callback_thatInterruptsItsThread_stopsNothing() {
    store
        .events()
        .append(new Append(event(1, 1), null, List.of()), () -> Thread.currentThread().interrupt());
    await(store.write(List.of()));
    await(store.write(List.of()));

    append(1, 2, null);
    await(store.write(List.of()));
    assertThat(ends(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L)).containsEntry(1L, new LogEnds(0, 2));
  }

  @Test
  void readers_whileOneWrites_seeALogWithoutHoles() {
    var random = new Random(7);
    for (long id = 1; id <= 2_000; id++) {
      append(1, id, null);
      if (random.nextInt(20) == 0) {
        List<Long> seen = ids(await(store.events().page(1, 0, 5_000, 1 << 20)));
        for (int i = 0; i < seen.size(); i++) {
          assertThat(seen.get(i)).isEqualTo(i + 1L);
        }
      }
    }
  }

  @Test
  void bytes_ofEvents_areNotRecoded() {
    store
        .events()
        .append(new Append(event(1, 1, "{\"ß\":\"\\u0000 🦜\"}"), null, List.of()), () -> {});
    await(store.write(List.of()));

    assertThat(text(await(store.events().page(1, 0, 1, 1)).events().getFirst().data()))
        .isEqualTo("{\"ß\":\"\\u0000 🦜\"}");
  }

  @Test
  void toString_ofSecrets_hidesThem() {
    assertThat(bot(1) + " " + webhook("hook", 1, 0) + " " + point(1, 0, 5))
        .doesNotContain(TOKEN)
        .doesNotContain("whsec_")
        .doesNotContain("session-1");
  }

  @Test
  void close_thenMoreIsGiven_failsAtOnce() {
    store.close();

    assertThatThrownBy(() -> await(store.write(new PutBot(bot(1)))))
        .isInstanceOf(StoreFailedException.class);
    assertThatThrownBy(() -> await(store.events().page(1, 0, 1, 1)))
        .isInstanceOf(StoreFailedException.class);
    assertThatThrownBy(() -> await(store.events().trim(ALL)))
        .isInstanceOf(StoreFailedException.class);
    append(1, 1, null);
    store.close();
  }

  @Test
  void resumePoint_ofAnotherBotReachedFurtherSince_isNotLostAtTheNextReopen() throws Exception {
    append(1, 5, point(1, 0, 50));
    append(2, 6, point(2, 0, 60));
    await(store.write(List.of()));
    append(1, 7, point(1, 0, 51));
    append(2, 8, point(2, 0, 61));
    reopen();
    append(2, 9, new StoredResumePoint(2, 0, 2, "another", "wss://another.example", 1));
    await(store.write(List.of()));

    assertThat(points(1L)).containsExactly(point(1, 0, 51));
    reopen();
    assertThat(points(1L)).containsExactly(point(1, 0, 51));
  }
}
