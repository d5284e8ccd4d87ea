package dev.botswain.api;

import dev.botswain.error.ApiError;
import dev.botswain.event.Event;
import dev.botswain.event.EventLogs;
import dev.botswain.event.EventReader;
import dev.botswain.event.EventSink;
import dev.botswain.http.Call;
import dev.botswain.http.Ending;
import dev.botswain.http.Exchange;
import dev.botswain.http.Lag;
import dev.botswain.http.OpenOperation;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.http.SocketGuard;
import dev.botswain.session.Session;
import dev.botswain.session.SessionWatcher;
import dev.botswain.session.Sessions;
import dev.botswain.time.Alarm;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// Events as they happen, as WebSocket text messages (RFC 6455). Acknowledgements of the caller,
/// `{"ack": id}`, are stored: a connection that does not say where to begin continues after the
/// last one.
final class EventSocketResource implements Resource {
  /// RFC 6455, section 7.4.1.
  private static final short GOING_AWAY = 1001;

  /// The bot leaves this node: <https://www.iana.org/assignments/websocket>.
  private static final short SERVICE_RESTART = 1012;

  private static final short POLICY_VIOLATION = 1008;
  private static final short TOO_BIG = 1009;

  /// The most bytes of a message: readers send little.
  private static final int LONGEST = 16_384;

  private static final Buffer PING = Buffer.buffer("botswain");

  /// How many pings in a row may stay unanswered.
  private static final int UNANSWERED_PINGS = 2;

  private final Vertx vertx;
  private final EventLogs logs;
  private final Sessions sessions;
  private final Readers readers;
  private final Duration ping;

  /// @param ping how often a caller is pinged
  EventSocketResource(
      Vertx vertx, EventLogs logs, Sessions sessions, Readers readers, Duration ping) {
    this.vertx = vertx;
    this.logs = logs;
    this.sessions = sessions;
    this.readers = readers;
    this.ping = ping;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("socketEvents", new OpenOperation(this::open));
  }

  private void open(Call call, Exchange exchange) {
    EventRequest asked = EventRequest.of(call, logs);
    String upgrade = exchange.request().getHeader(HttpHeaders.UPGRADE);
    if (upgrade == null || !upgrade.equalsIgnoreCase("websocket")) {
      throw ApiError.UPGRADE_REQUIRED.refusal().header("Upgrade", "websocket");
    }
    exchange.requireAllowedOrigin();
    Runnable leave = readers.enter(exchange);
    exchange
        .upgrade(
            LONGEST, socket -> SocketGuard.close(socket, TOO_BIG, "at most " + LONGEST + " bytes"))
        .onSuccess(socket -> new Reading(asked, exchange, socket, leave).start())
        .onFailure(failure -> {
          leave.run();
          exchange.ended(400);
        });
  }

  /// One caller's reading.
  private final class Reading implements EventSink, Ending {
    private final Session session;
    private final Runnable leave;
    private final Exchange exchange;
    private final ServerWebSocket socket;
    private final EventReader reader;
    private final SessionWatcher sessionEnds;
    private final Lag lag;
    private final Alarm pings = new Alarm(vertx);
    private int unanswered;
    private int stalled;

    Reading(EventRequest asked, Exchange exchange, ServerWebSocket socket, Runnable leave) {
      this.leave = leave;
      this.session = asked.session();
      this.exchange = exchange;
      this.socket = socket;
      this.lag = exchange.lag();
      var context = Objects.requireNonNull(Vertx.currentContext());
      long after =
          asked.after() == null && session.acknowledged() > 0
              ? session.acknowledged()
              : asked.afterOrNow();
      this.reader = new EventReader(asked.log(), context, after, asked.view(), this);
      this.sessionEnds =
          SessionEnd.of(
              context,
              () -> SocketGuard.close(socket, POLICY_VIOLATION, "the session has ended"),
              () -> SocketGuard.close(socket, SERVICE_RESTART, "connect again"));
      pings.setEvery(ping, this::ping);
    }

    void start() {
      exchange.opened(this);
      socket.closeHandler(_ -> closed());
      socket.exceptionHandler(_ -> {}); // The close handler reports the end.
      socket.pongHandler(_ -> answered());
      socket.textMessageHandler(this::message);
      socket.binaryMessageHandler(_ -> misunderstood());
      socket.drainHandler(_ -> {
        stalled = 0;
        lag.ends();
        reader.resume();
      });
      session.watch(sessionEnds);
      reader.start();
    }

    private void answered() {
      unanswered = 0;
      sessions.use(session);
    }

    private void message(String text) {
      try {
        Object id = new JsonObject(text).getValue("ack");
        long done = id instanceof Number number ? number.longValue() : Long.parseLong("" + id);
        if (!logs.mayHave(done)) {
          throw new NumberFormatException();
        }
        sessions.acknowledge(session, done);
      } catch (DecodeException | ClassCastException | NumberFormatException e) {
        misunderstood();
      }
    }

    private void misunderstood() {
      SocketGuard.close(socket, POLICY_VIOLATION, "expected {\"ack\": \"<id of an event>\"}");
    }

    private void ping() {
      if (isFull()) {
        if (++stalled == Readers.MOST_STALLED) {
          SocketGuard.cut(socket);
        }
        return;
      }
      stalled = 0;
      if (unanswered++ >= UNANSWERED_PINGS) {
        SocketGuard.close(socket, POLICY_VIOLATION, "no pong came");
      } else {
        socket.writePing(PING);
      }
      if (logs.isStoreFailing()) {
        socket.writeTextMessage(
            new JsonObject()
                .put("error", ApiError.STORE_FAILING.sentence())
                .put("code", ApiError.STORE_FAILING.code())
                .encode());
      }
    }

    @Override
    public void event(Event event) {
      if (!socket.isClosed()) {
        var text = event.text();
        socket.writeTextMessage(text);
        if (isFull() && !lag.grows(text.length())) {
          SocketGuard.cut(socket);
        }
      }
    }

    @Override
    public boolean isFull() {
      return socket.isClosed() || socket.writeQueueFull(); // A closed one would throw.
    }

    @Override
    public void end() {
      SocketGuard.close(socket, GOING_AWAY, "the server is stopping");
    }

    private void closed() {
      pings.stop();
      lag.ends();
      session.unwatch(sessionEnds);
      reader.close();
      leave.run();
      exchange.closed(this);
      exchange.ended(101);
    }
  }
}
