package dev.botswain.api;

import dev.botswain.error.ApiError;
import dev.botswain.event.Event;
import dev.botswain.event.EventLogs;
import dev.botswain.event.EventReader;
import dev.botswain.event.EventSink;
import dev.botswain.http.Answer;
import dev.botswain.http.AnswerStream;
import dev.botswain.http.Call;
import dev.botswain.http.Exchange;
import dev.botswain.http.OpenOperation;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.session.Session;
import dev.botswain.session.SessionWatcher;
import dev.botswain.session.Sessions;
import dev.botswain.time.Alarm;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Events as they happen, for every HTTP client: server-sent events.
///
/// Source: <https://html.spec.whatwg.org/multipage/server-sent-events.html>.
final class EventStreamResource implements Resource {
  private static final Answer HEAD =
      new Answer(
          200,
          Buffer.buffer(),
          "text/event-stream",
          null,
          List.of("X-Accel-Buffering", "no")); // Otherwise nginx holds events back.
  private static final Buffer STILL_THERE = Buffer.buffer(": still there\n\n");
  private static final Buffer FAILING =
      Buffer.buffer(
          "event: error\ndata: {\"error\":\"%s\",\"code\":\"%s\"}\n\n"
              .formatted(ApiError.STORE_FAILING.sentence(), ApiError.STORE_FAILING.code()));

  private final Vertx vertx;
  private final EventLogs logs;
  private final Sessions sessions;
  private final Readers readers;
  private final Duration comment;

  /// @param comment how often a comment is sent when nothing happens
  EventStreamResource(
      Vertx vertx, EventLogs logs, Sessions sessions, Readers readers, Duration comment) {
    this.vertx = vertx;
    this.logs = logs;
    this.sessions = sessions;
    this.readers = readers;
    this.comment = comment;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("streamEvents", new OpenOperation(this::open));
  }

  private void open(Call call, Exchange exchange) {
    EventRequest asked = EventRequest.of(call, logs);
    Runnable leave = readers.enter(exchange);
    AnswerStream stream = exchange.stream(HEAD);
    if (stream == null) {
      leave.run();
      return;
    }
    new Reading(asked, stream, leave).start();
  }

  /// One caller's reading.
  private final class Reading implements EventSink {
    private final Session session;
    private final Runnable leave;
    private final AnswerStream stream;
    private final long after;
    private final EventReader reader;
    private final SessionWatcher sessionEnds;
    private final Alarm ticks = new Alarm(vertx);
    private int stalled;

    Reading(EventRequest asked, AnswerStream stream, Runnable leave) {
      this.leave = leave;
      this.session = asked.session();
      this.stream = stream;
      var context = Objects.requireNonNull(Vertx.currentContext());
      this.after = asked.afterOrNow();
      this.reader = new EventReader(asked.log(), context, after, asked.view(), this);
      this.sessionEnds = SessionEnd.of(context, stream::end, stream::end);
      ticks.setEvery(comment, this::tick);
    }

    /// An id without data is not an event, but from then on it is the one to reconnect with.
    void start() {
      stream.write(Buffer.buffer("retry: 1000\nid: " + after + "\n\n"));
      stream.onEnd(() -> {
        ticks.stop();
        session.unwatch(sessionEnds);
        reader.close();
        leave.run();
      });
      stream.onDrain(() -> {
        stalled = 0;
        reader.resume();
      });
      session.watch(sessionEnds);
      reader.start();
    }

    private void tick() {
      if (stream.isFull()) {
        if (++stalled == Readers.MOST_STALLED) {
          stream.cut();
        }
        return; // Nothing must be added to the queue.
      }
      stalled = 0;
      sessions.use(session);
      stream.write(logs.isStoreFailing() ? FAILING : STILL_THERE);
    }

    @Override
    public void event(Event event) {
      stream.write(event.serverSent());
    }

    @Override
    public boolean isFull() {
      return stream.isFull();
    }
  }
}
