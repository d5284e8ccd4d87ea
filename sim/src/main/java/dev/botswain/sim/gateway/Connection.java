package dev.botswain.sim.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One WebSocket: what keeps it alive, how fast it may send, and which session it carries, if any.
final class Connection {
  /// Receives what a client sends.
  interface Listener {
    /// A command has arrived; throwing a [Refusal] closes the connection.
    void received(Connection connection, Command command);

    /// Either side has closed the connection.
    ///
    /// @param endsSession whether its session ends too
    void closed(Connection connection, boolean endsSession);
  }

  private static final int MAX_COMMANDS = 120;
  private static final long COMMANDS_MS = 60_000;

  /// Bytes that may wait for a slow client before it is disconnected; its session can be resumed.
  private static final int MAX_QUEUE_BYTES = 16 << 20;

  private final ServerWebSocket socket;
  private final Encoding encoding;
  private final Payload payload;
  private final int version;
  private final String resumeUrl;
  private final Listener listener;
  private @Nullable Session session;
  private @Nullable Account account;
  private boolean silenced;
  private boolean gone;
  private boolean asked;
  private long heardAt;
  private long withoutSessionSince;
  private long closeAt = Long.MAX_VALUE;
  private long windowStart;
  private int inWindow;
  private boolean closedWithoutCode;
  private long delayMs;
  private @Nullable Vertx timers;

  /// Delayed events, in their order.
  private final Deque<Runnable> late = new ArrayDeque<>();

  Connection(
      ServerWebSocket socket,
      Encoding encoding,
      Payload payload,
      int version,
      String resumeUrl,
      Listener listener,
      long now) {
    this.socket = socket;
    this.encoding = encoding;
    this.payload = payload;
    this.version = version;
    this.resumeUrl = resumeUrl;
    this.listener = listener;
    this.heardAt = now;
    this.withoutSessionSince = now;
    socket.setWriteQueueMaxSize(MAX_QUEUE_BYTES);
    socket.textMessageHandler(text -> receive(Buffer.buffer(text).getBytes()));
    socket.binaryMessageHandler(bytes -> receive(bytes.getBytes()));
    socket.frameHandler(frame -> {
      if (frame.isClose()) {
        closedWithoutCode = frame.binaryData().length() == 0;
      }
    });
    socket.exceptionHandler(failure -> {});
    socket.closeHandler(nothing -> closedByClient());
  }

  private void receive(byte[] bytes) {
    if (gone) {
      return;
    }
    try {
      listener.received(this, Commands.read(bytes, encoding));
    } catch (Refusal refusal) {
      close(refusal.code().number(), refusal.getMessage());
    }
  }

  /// Counts a command.
  ///
  /// @throws Refusal with 4008 beyond 120 in 60 seconds
  void count(long now) {
    if (now - windowStart >= COMMANDS_MS) {
      windowStart = now;
      inWindow = 0;
    }
    if (++inWindow > MAX_COMMANDS) {
      throw new Refusal(CloseCode.RATE_LIMITED, "You are being rate limited.");
    }
  }

  /// The API version that its client requested.
  int version() {
    return version;
  }

  String resumeUrl() {
    return resumeUrl;
  }

  @Nullable Session session() {
    return session;
  }

  @Nullable Account account() {
    return account;
  }

  boolean silenced() {
    return silenced;
  }

  /// Sets the connection's bot, once its client has shown a token.
  void belongsTo(Account owner) {
    if (account == owner) {
      return;
    }
    if (account != null) {
      account.disconnected(this);
    }
    account = owner;
    owner.connected(this);
  }

  void attach(Session started) {
    session = started;
    started.attach(this);
  }

  /// Detaches the session; the client may start a new one on this connection.
  void detach(long now) {
    if (session != null && session.connection() == this) {
      session.detach(now);
    }
    session = null;
    withoutSessionSince = now;
  }

  void heartbeat(long now) {
    heardAt = now;
    asked = false;
    if (account != null) {
      account.heartbeat();
    }
  }

  /// How long nothing was received, in milliseconds.
  long quietFor(long now) {
    return now - heardAt;
  }

  /// Requests a heartbeat (opcode 1), once until one arrives.
  void askForHeartbeat() {
    if (!asked) {
      asked = true;
      send(1, "null");
    }
  }

  /// How long it has had no session, in milliseconds; 0 with one.
  long withoutSessionFor(long now) {
    return session == null ? now - withoutSessionSince : 0;
  }

  /// Asks the client to reconnect (opcode 7) and closes at `time` if it does not.
  void reconnect(long time) {
    send(7, "null");
    closeAt = time;
  }

  boolean isToCloseAt(long now) {
    return now >= closeAt;
  }

  void silence() {
    silenced = true;
  }

  /// Delays events by this much from now on.
  void delay(long millis, Vertx vertx) {
    delayMs = millis;
    timers = vertx;
  }

  void dispatch(String type, long seq, byte[] data) {
    if (timers == null || delayMs == 0 && late.isEmpty()) {
      write(payload.dispatch(type, seq, data));
    } else {
      late.add(() -> write(payload.dispatch(type, seq, data)));
      timers.setTimer(Math.max(1, delayMs), timer -> late.remove().run());
    }
  }

  /// Sends anything except a dispatch.
  ///
  /// @param data JSON text
  void send(int op, String data) {
    write(payload.of(op, data));
  }

  private void write(Payload filled) {
    if (silenced || gone) {
      return;
    }
    if (socket.isClosed()) {
      // The client's close frame has arrived, but its handler has not run yet.
      closedByClient();
      return;
    }
    if (socket.writeQueueFull()) {
      close(CloseCode.UNKNOWN_ERROR.number(), "Too slow.");
      return;
    }
    encoding.send(socket, filled);
  }

  /// Closes with a code.
  void close(int code, @Nullable String reason) {
    if (!gone) {
      leave(CloseCode.sentByUsEndsSession(code));
      socket.close((short) code, reason);
    }
  }

  /// Breaks the TCP connection without a close frame.
  void drop() {
    if (!gone) {
      leave(false);
      // Past all handlers, because a close that goes through them would send a close frame.
      ChannelHandlerContext head =
          ((WebSocketInternal) socket).channelHandlerContext().pipeline().firstContext();
      head.close();
    }
  }

  private void closedByClient() {
    if (gone) {
      return;
    }
    // Vert.x reports 1000 for a close frame without a code, which is 1005 (RFC 6455, 7.1.5).
    Short said = closedWithoutCode ? null : socket.closeStatusCode();
    int code = said == null ? 1005 : said;
    if (account != null) {
      account.clientClosed(code);
    }
    leave(CloseCode.sentByClientEndsSession(code));
  }

  private void leave(boolean endsSession) {
    gone = true;
    if (account != null) {
      account.disconnected(this);
    }
    listener.closed(this, endsSession);
    encoding.close();
  }
}
