package dev.botswain.api;

import dev.botswain.error.ApiError;
import dev.botswain.event.Event;
import dev.botswain.event.EventLogs;
import dev.botswain.event.EventReader;
import dev.botswain.event.EventSink;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Ending;
import dev.botswain.http.Exchange;
import dev.botswain.http.Memory;
import dev.botswain.http.OpenOperation;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.http.Tickets;
import dev.botswain.session.Session;
import dev.botswain.session.SessionWatcher;
import dev.botswain.time.Alarm;
import dev.botswain.time.Timestamp;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// Events in batches, for scripts and for callers that cannot keep a connection: long polling, and
/// the tickets for browsers.
final class EventPollResource implements Resource {
  private static final int MOST_BYTES = 4 << 20;

  private final Vertx vertx;
  private final EventLogs logs;
  private final Readers readers;
  private final Tickets tickets;
  private final java.time.InstantSource clock;

  EventPollResource(
      Vertx vertx,
      EventLogs logs,
      Readers readers,
      Tickets tickets,
      java.time.InstantSource clock) {
    this.vertx = vertx;
    this.logs = logs;
    this.readers = readers;
    this.tickets = tickets;
    this.clock = clock;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "pollEvents",
        new OpenOperation(this::open),
        "issueTicket",
        Operation.fromMemory(call ->
            Answer.json(
                Map.of(
                    "ticket",
                    tickets.issue(call.caller(), Long.toString(Callers.bot(call).id())),
                    "expiresAt",
                    Timestamp.of(clock.instant().plus(Tickets.VALID))))));
  }

  private void open(Call call, Exchange exchange) {
    EventRequest asked = EventRequest.of(call, logs);
    Runnable leave = readers.enter(exchange);
    new Portion(asked, exchange, leave, call.number("limit", 100), call.number("wait", 0)).start();
  }

  /// The batch of one caller.
  private final class Portion implements EventSink, Ending {
    private final Session session;
    private final Runnable leave;
    private final Exchange exchange;
    private final int limit;
    private final int waitSeconds;
    private final EventReader reader;
    private final SessionWatcher sessionEnds;
    private final Memory.Held gathered;
    private final Buffer events = Buffer.buffer("{\"events\":[");
    private int count;
    private long last;
    private final Alarm wait = new Alarm(vertx);
    private boolean crowded;
    private boolean over;

    Portion(EventRequest asked, Exchange exchange, Runnable leave, int limit, int waitSeconds) {
      this.leave = leave;
      this.session = asked.session();
      this.exchange = exchange;
      this.gathered = exchange.answers();
      this.limit = limit;
      this.waitSeconds = waitSeconds;
      var context = Objects.requireNonNull(Vertx.currentContext());
      this.reader = new EventReader(asked.log(), context, asked.afterOrNow(), asked.view(), this);
      this.sessionEnds = SessionEnd.of(context, this::sessionEnded, this::end);
    }

    void start() {
      exchange.onDone(this::over);
      exchange.opened(this);
      session.watch(sessionEnds);
      exchange.request().response().closeHandler(_ -> exchange.abandoned());
      reader.start();
    }

    @Override
    public void event(Event event) {
      Buffer envelope = event.envelope();
      if (!gathered.more(envelope.length())) {
        crowded = true;
        answer();
        return;
      }
      if (count++ > 0) {
        events.appendByte((byte) ',');
      }
      events.appendBuffer(envelope);
      last = event.id();
      if (isFull()) {
        answer();
      }
    }

    @Override
    public boolean isFull() {
      return over || count == limit || events.length() >= MOST_BYTES;
    }

    @Override
    public void caughtUp() {
      if (over) {
        return;
      }
      if (count > 0 || waitSeconds == 0) {
        answer();
      } else if (!wait.isSet()) {
        wait.set(Duration.ofSeconds(waitSeconds), this::answer);
      }
    }

    private void answer() {
      if (over) {
        return;
      }
      over = true;
      gathered.giveBack(); // The answer is counted separately.
      if (count == 0 && crowded) {
        exchange.refuse(Memory.full());
        return;
      }
      if (count == 0 && logs.isStoreFailing()) {
        exchange.refuse(ApiError.STORE_FAILING.refusal());
        return;
      }
      events.appendString("],\"next\":\"" + Math.max(last, reader.position()) + "\"}");
      exchange.send(Answer.json(events));
    }

    /// A waiting caller is answered at once when the server stops, or the bot leaves it.
    @Override
    public void end() {
      answer();
    }

    private void sessionEnded() {
      over = true;
      exchange.refuse(ApiError.UNKNOWN_SESSION.refusal());
    }

    private void over() {
      over = true;
      gathered.giveBack();
      exchange.closed(this);
      session.unwatch(sessionEnds);
      wait.stop();
      reader.close();
      leave.run();
    }
  }
}
