package dev.botswain.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.botswain.event.EventLog.Link;
import dev.botswain.event.LogFixture.Sink;
import dev.botswain.store.Append;
import dev.botswain.store.ForwardingStore;
import dev.botswain.store.Store;
import dev.botswain.store.StoredPage;
import dev.botswain.store.memory.MemoryStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What readers of a log get, however they come and go.
class EventReaderTest {
  private static final int MANY = 700; // More than the log keeps in memory; several pages.

  private LogFixture fixture;

  @BeforeEach
  void open() {
    fixture = new LogFixture();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void reader_fromTheOldest_getsWhatWasAndWhatComes() throws Exception {
    List<Long> before = fixture.appendMany(MANY);
    Sink sink = fixture.read(0);

    assertThat(sink.nextIds(MANY)).isEqualTo(before).isSorted();
    assertThat(fixture.appendMany(3)).isEqualTo(sink.nextIds(3));
    assertThat(sink.events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 257, MANY})
  void reader_thatStalls_goesOnWhereItWas(int room) throws Exception {
    Sink sink = fixture.read(fixture.log.last(), EventFilter.ALL, room);
    List<Long> ids = fixture.appendMany(MANY);

    assertThat(sink.nextIds(room)).isEqualTo(ids.subList(0, room));
    assertThat(sink.events).isEmpty();
    sink.makeRoom(MANY);
    assertThat(sink.nextIds(MANY - room)).isEqualTo(ids.subList(room, MANY));
  }

  @Test
  void reader_thatStalls_delaysNobody() throws Exception {
    fixture.read(fixture.log.last(), EventFilter.ALL, 0);
    Sink other = fixture.read(fixture.log.last());
    List<Long> ids = fixture.appendMany(MANY);

    assertThat(other.nextIds(MANY)).isEqualTo(ids);
  }

  @Test
  void manyReaders_atTheEnd_shareOneEvent() throws Exception {
    List<Sink> sinks =
        java.util.stream.IntStream.range(0, 50)
            .mapToObj(_ -> fixture.read(fixture.log.last()))
            .toList();
    fixture.append("MESSAGE_CREATE", "{}");

    Event shared = sinks.getFirst().next();
    for (Sink sink : sinks.subList(1, sinks.size())) {
      assertThat(sink.next()).isSameAs(shared);
    }
    assertThat(shared.serverSent()).isSameAs(shared.serverSent());
  }

  @Test
  void event_thatAllHaveRead_isLetGo() throws Exception {
    Link begin = fixture.log.storedLink();
    Sink one = fixture.read(begin.id);
    Sink other = fixture.read(begin.id);
    fixture.appendMany(2);
    one.nextIds(2); // With the second, the first is done.
    other.nextIds(2);
    fixture.append("MESSAGE_CREATE", "{}");

    assertThat(begin.next.event).isNull();
  }

  @Test
  void events_thatSomebodyIsSlowToRead_areAtHandUpToABound() throws Exception {
    Link begin = fixture.log.storedLink();
    fixture.read(begin.id, EventFilter.ALL, 0);
    fixture.appendMany(MANY);

    int atHand = 0;
    for (Link link = begin; link != null; link = link.next) {
      atHand += link.event == null ? 0 : 1;
    }
    assertThat(atHand).isEqualTo(256);
  }

  @Test
  void events_nobodyReads_areNotAtHand() {
    Link begin = fixture.log.storedLink();
    fixture.appendMany(3);

    assertThat(begin.next.event).isNull();
    assertThat(begin.next.next.next.event).isNull();
  }

  @Test
  void reader_behindWhatWasForgotten_isToldAGap() throws Exception {
    List<Long> ids = fixture.appendMany(LogFixture.KEPT + 10);
    fixture.logs.trim().await(20, TimeUnit.SECONDS);
    Sink sink = fixture.read(ids.get(2));

    Event gap = sink.next();
    assertThat(gap.type()).isEqualTo(BotEvents.GAP);
    assertThat(gap.id()).isEqualTo(ids.get(9));
    assertThat(new String(gap.data(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"from\":\"%d\",\"to\":\"%d\",\"reason\":\"retention\"}"
                .formatted(ids.get(2), ids.get(9)));
    assertThat(sink.nextIds(LogFixture.KEPT)).isEqualTo(ids.subList(10, ids.size()));
  }

  @Test
  void reader_stalledWhileItsEventsWereForgotten_isToldAGap() throws Exception {
    Sink sink = fixture.read(fixture.log.last(), EventFilter.ALL, 1);
    List<Long> ids = fixture.appendMany(10);
    sink.next();
    fixture.clock.advance(LogFixture.AGE.plus(Duration.ofSeconds(1)));
    fixture.logs.trim().await(20, TimeUnit.SECONDS);
    long next = fixture.append("MESSAGE_CREATE", "{}");
    sink.makeRoom(10);

    Event gap = sink.next();
    assertThat(gap.type()).isEqualTo(BotEvents.GAP);
    assertThat(gap.id()).isEqualTo(ids.getLast());
    assertThat(sink.next().id()).isEqualTo(next);
  }

  @Test
  void reader_fromTheOldest_isToldNoGap() throws Exception {
    List<Long> ids = fixture.appendMany(LogFixture.KEPT + 10);
    fixture.logs.trim().await(20, TimeUnit.SECONDS);

    assertThat(fixture.read(0).nextIds(LogFixture.KEPT)).isEqualTo(ids.subList(10, ids.size()));
  }

  @Test
  void reader_withAnIdOfALostLog_isToldAGap() throws Exception {
    Sink sink = fixture.read(5);
    long id = fixture.append("MESSAGE_CREATE", "{}");

    assertThat(sink.next().type()).isEqualTo(BotEvents.GAP);
    assertThat(sink.next().id()).isEqualTo(id);
  }

  @Test
  void reader_filtered_getsWhatFitsAndEveryGap() throws Exception {
    Sink sink =
        fixture.read(
            fixture.log.last(),
            new EventFilter(Set.of("TYPING_START"), 0, 0, false, false, null),
            Integer.MAX_VALUE);
    fixture.appendMany(300);
    fixture.log.appendGap("session_lost", 0, 1);
    long typing = fixture.append("TYPING_START", "{}");

    assertThat(sink.next().type()).isEqualTo(BotEvents.GAP);
    assertThat(sink.next().id()).isEqualTo(typing);
    assertThat(sink.events).isEmpty();
  }

  /// The store has an event before it reports it.
  @Test
  void reader_pageAheadOfWhatTheStoreToldOf_getsEachEventOnce() throws Exception {
    var told = new ArrayList<Runnable>();
    var late = new AtomicBoolean();
    fixture.close();
    fixture = new LogFixture(tellingLater(late, told));
    Sink ahead = fixture.read(fixture.log.last());
    List<Long> ids = fixture.appendMany(1);
    await().until(() -> ahead.reader.position() == ids.getFirst());
    ids.addAll(fixture.appendMany(1)); // The first is no longer in memory.
    late.set(true);
    ids.addAll(fixture.appendMany(2));
    Sink behind = fixture.read(0);
    assertThat(behind.nextIds(4)).isEqualTo(ids);

    late.set(false);
    told.forEach(Runnable::run);
    ids.addAll(fixture.appendMany(1));
    assertThat(ahead.nextIds(5)).isEqualTo(ids);
    assertThat(behind.next().id()).isEqualTo(ids.getLast());
  }

  /// A store that reports what it stored when the test says so.
  private static Store tellingLater(AtomicBoolean late, List<Runnable> told) {
    return new ForwardingStore(
        new MemoryStore(),
        kept ->
            new ForwardingStore.Events(kept) {
              @Override
              public void append(Append append, Runnable stored) {
                events.append(append, late.get() ? () -> told.add(stored) : stored);
              }
            });
  }

  @Test
  void reader_closedWhileThePageIsRead_getsNothingMore() throws Exception {
    var asked = new CompletableFuture<Promise<StoredPage>>();
    fixture.close();
    fixture = new LogFixture(readingLater(asked));
    fixture.appendMany(2);
    Sink sink = fixture.read(0);
    Promise<StoredPage> page = asked.get(20, TimeUnit.SECONDS);
    sink.reader.close();
    page.complete(new StoredPage(fixture.log.last() + 1, List.of()));

    Sink after =
        fixture.read(fixture.log.last()); // On the same event loop, so its turn comes later.
    fixture.append("MESSAGE_CREATE", "{}");
    after.next();
    assertThat(sink.events).isEmpty();
  }

  /// A store that returns pages when the test says so.
  private static Store readingLater(CompletableFuture<Promise<StoredPage>> asked) {
    return new ForwardingStore(
        new MemoryStore(),
        kept ->
            new ForwardingStore.Events(kept) {
              @Override
              public Future<StoredPage> page(long botId, long after, int limit, int bytes) {
                Promise<StoredPage> page = Promise.promise();
                asked.complete(page);
                return page.future();
              }
            });
  }
}
