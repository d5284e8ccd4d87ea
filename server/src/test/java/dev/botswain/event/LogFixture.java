package dev.botswain.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.MovableClock;
import dev.botswain.limit.Owners;
import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.Samples;
import dev.botswain.store.Store;
import dev.botswain.store.memory.MemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A bot's log in memory, and readers of it.
final class LogFixture implements AutoCloseable {
  static final long BOT = 7;
  static final int KEPT = 1_000;
  static final Duration AGE = Duration.ofHours(24);

  final MovableClock clock = new MovableClock();
  final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  final Store store;
  final EventLogs logs;
  final EventLog log;

  LogFixture() {
    this(new MemoryStore());
  }

  LogFixture(Store store) {
    this(store, Owners.BOTS);
  }

  LogFixture(Owners owners) {
    this(new MemoryStore(), owners);
  }

  private LogFixture(Store store, Owners owners) {
    this.store = store;
    logs =
        new EventLogs(
            store,
            clock,
            new SimpleMeterRegistry(),
            Samples.retention(AGE, KEPT, 1 << 30),
            owners,
            0);
    logs.open(List.of(new Claim(BOT, 1))).await();
    log = logs.of(BOT);
  }

  long append(String type, String data) {
    return log.append(type, data.getBytes(StandardCharsets.UTF_8), null, List.of());
  }

  List<Long> appendMany(int count) {
    var ids = new ArrayList<Long>();
    for (int i = 0; i < count; i++) {
      ids.add(append("MESSAGE_CREATE", "{\"content\":\"" + i + "\"}"));
    }
    return ids;
  }

  Sink read(long after) {
    return read(after, EventFilter.ALL, Integer.MAX_VALUE);
  }

  /// @param room how many events it accepts before it is full
  Sink read(long after, EventFilter filter, int room) {
    var sink = new Sink(room);
    sink.reader = new EventReader(log, loop, after, filter, sink);
    sink.reader.start();
    return sink;
  }

  /// What a reader has received.
  static final class Sink implements EventSink {
    private static final int SECONDS = 20;

    final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile int room;
    EventReader reader;

    Sink(int room) {
      this.room = room;
    }

    @Override
    public void event(Event event) {
      room--;
      events.add(event);
    }

    @Override
    public boolean isFull() {
      return room <= 0;
    }

    void makeRoom(int more) {
      room = more;
      reader.resume();
    }

    Event next() throws InterruptedException {
      Event event = events.poll(SECONDS, TimeUnit.SECONDS);
      assertThat(event).as("the next event").isNotNull();
      return event;
    }

    List<Long> nextIds(int count) throws InterruptedException {
      var ids = new ArrayList<Long>();
      for (int i = 0; i < count; i++) {
        ids.add(next().id());
      }
      return ids;
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
