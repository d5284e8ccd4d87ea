package dev.botswain.event;

import dev.botswain.event.EventLog.Link;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.StoredPage;
import dev.botswain.time.Alarm;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A position in a bot's log that moves forward as fast as the sink accepts events, never faster.
///
/// Confined to its context, except for [#wake] and [#close]. Between two events it holds no more
/// than its current page, and while its sink is full no more than its position.
public final class EventReader {
  private static final Logger log = LoggerFactory.getLogger(EventReader.class);

  private static final int PAGE = 100;
  private static final int PAGE_BYTES = 64 << 10;

  /// After this many events in a row the context runs other work first.
  private static final int IN_A_ROW = 256;

  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private final EventLog events;
  private final Context context;
  private final EventView view;
  private final EventSink sink;
  private final AtomicBoolean awake = new AtomicBoolean();
  private final ArrayDeque<StoredEvent> page = new ArrayDeque<>();
  private volatile boolean closed;
  private volatile long position;
  private @Nullable Link link;
  private boolean reading;

  /// @param view what the sink gets of events
  /// @param after the id to start after; 0 for the oldest event that is kept
  public EventReader(EventLog events, Context context, long after, EventView view, EventSink sink) {
    this.events = events;
    this.context = context;
    this.view = view;
    this.sink = sink;
    this.position = after;
  }

  /// Starts reading.
  public void start() {
    events.join(this);
    wake();
  }

  /// The id of the last event that was read, whether it was passed on or not. Readable from any
  /// thread.
  public long position() {
    return position;
  }

  /// The sink accepts events again.
  public void resume() {
    wake();
  }

  /// There may be something to read.
  void wake() {
    if (!closed && awake.compareAndSet(false, true)) {
      context.runOnContext(_ -> {
        awake.set(false);
        pump();
      });
    }
  }

  /// Stops reading.
  public void close() {
    closed = true;
    events.leave(this);
  }

  private void pump() {
    for (int count = 0; !closed && !reading; count++) {
      if (sink.isFull()) {
        link = null; // It would keep the chain in memory while the sink is full.
        page.clear(); // Thousands may stall, each with its page.
        return;
      }
      if (count == IN_A_ROW) {
        wake();
        return;
      }
      StoredEvent paged = page.poll();
      if (paged != null) {
        take(new Event(paged, events.applicationId()));
      } else if (!next()) {
        return;
      }
    }
  }

  /// @return whether to continue
  private boolean next() {
    if (position == 0) {
      position = events.trimmed();
    }
    if (position < events.trimmed()) {
      tellGap(events.trimmed());
      return true;
    }
    Link here = link == null ? events.find(position) : link;
    link = here;
    if (here == null) {
      read();
      return false;
    }
    if (here == events.storedLink()) {
      sink.caughtUp();
      return false;
    }
    Link after = here.next;
    Event event = after == null ? null : after.event;
    if (after == null || event == null) {
      link = null;
      read();
      return false;
    }
    link = after;
    if (event.id() > position) { // Otherwise a page had it already.
      take(event);
    }
    return true;
  }

  /// Reports events that were deleted before they could be read.
  private void tellGap(long to) {
    long from = position;
    link = null;
    sink.event(
        new Event(
            new StoredEvent(
                to,
                events.botId(),
                BotEvents.GAP,
                events.now(),
                BotEvents.gap(from, to, "retention", Map.of()))));
    position = to;
  }

  private void take(Event event) {
    Event seen = view.see(event);
    if (seen != null) {
      sink.event(seen);
    }
    position = event.id(); // Only now has the sink seen it.
  }

  private void read() {
    reading = true;
    long after = position;
    events
        .turn()
        .onSuccess(turn ->
            events
                .page(after, PAGE, PAGE_BYTES)
                .onComplete(result ->
                    context.runOnContext(_ -> {
                      reading = false;
                      try {
                        arrived(result);
                      } finally {
                        turn.close();
                      }
                    })));
  }

  private void arrived(AsyncResult<StoredPage> page) {
    if (closed) {
      return;
    }
    if (page.failed()) {
      log.atWarn()
          .addKeyValue("bot", events.botId())
          .log("events could not be read: {}", page.cause().toString());
      new Alarm(context.owner()).set(TRY_AGAIN, this::wake);
    } else {
      turn(page.result());
    }
  }

  private void turn(StoredPage found) {
    if (position < found.trimmed()) {
      tellGap(found.trimmed());
    }
    page.addAll(found.events());
    pump();
  }
}
