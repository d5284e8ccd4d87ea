package dev.botswain.discord.gateway;

import dev.botswain.discord.protocol.Opcode;
import dev.botswain.time.Alarm;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One connection to the gateway, from the socket's opening to its end: what is read from it, its
/// heartbeat, and what may be sent on it. It hands on what concerns the session and reports its own
/// end exactly once, unless its owner ended it.
final class GatewayConnection implements GatewaySocket.Listener {
  /// The close code that keeps the session alive at Discord: any but 1000 and 1001 does.
  static final int KEEP_SESSION = 4000;

  /// The close code that ends the session.
  static final int END_SESSION = 1000;

  private final Gateway gateway;
  private final Owner owner;
  private PayloadReader reader;
  private final Heartbeat heartbeat;
  private final SendLimit limit = new SendLimit();
  private final Alarm flush;
  private final GatewaySocket socket;
  private Future<Void> opening = Future.failedFuture("not opened");
  private boolean greeted;
  private boolean ended;

  /// Who holds the session that the connection serves. Called on its event loop.
  interface Owner {
    /// A payload other than those of the connection's own (HELLO is handed on, heartbeats are not).
    void payload(PayloadScanner payload);

    /// What a heartbeat has to say: the last sequence, or -1.
    long lastSequence();

    /// Discord answered a heartbeat.
    ///
    /// @param latencyNanos see [Heartbeat#acknowledged()]
    void acknowledged(long latencyNanos);

    /// The connection ended without its owner's doing.
    void ended(int closeCode, @Nullable String reason);
  }

  GatewayConnection(Gateway gateway, Owner owner) {
    this.gateway = gateway;
    this.owner = owner;
    this.reader = PayloadReader.of(gateway.compression);
    this.heartbeat = new Heartbeat(gateway.vertx, this::sendHeartbeat, this::zombie);
    this.flush = new Alarm(gateway.vertx);
    this.socket = new GatewaySocket(gateway, this);
  }

  /// Opens the socket. A failure to open is reported by the future alone.
  Future<?> open(URI url) {
    opening = socket.open(url).onFailure(_ -> release());
    return opening;
  }

  @Override
  public void frame(Buffer bytes, boolean text, boolean last) {
    if (ended) {
      return;
    }
    if (text && !greeted) {
      readPlain();
    }
    try {
      reader.frame(bytes, last, this::read);
    } catch (MalformedPayloadException e) {
      abandon(e.getMessage());
    }
  }

  @Override
  public void closed(int code, @Nullable String reason) {
    fail(code, reason);
  }

  @Override
  public void failed(Throwable cause) {
    abandon(cause.getMessage());
  }

  /// A server that does not compress, whatever it was asked for, sends text.
  private void readPlain() {
    reader.close();
    reader = PayloadReader.of(Compression.NONE);
  }

  private void read(byte[] bytes, int length) {
    var payload = new PayloadScanner(gateway.names);
    payload.scan(bytes, length);
    switch (payload.op()) {
      case Opcode.HEARTBEAT -> sendHeartbeat();
      case Opcode.HEARTBEAT_ACK -> owner.acknowledged(heartbeat.acknowledged());
      case Opcode.HELLO -> hello(payload);
      default -> owner.payload(payload);
    }
  }

  /// The second and later ones would have us RESUME or IDENTIFY twice.
  private void hello(PayloadScanner payload) {
    if (!greeted) {
      greeted = true;
      heartbeat.start(
          PayloadFields.longField(payload.data(), "heartbeat_interval"), gateway.random);
      owner.payload(payload);
    }
  }

  private void sendHeartbeat() {
    if (limit.allowsHeartbeat(System.nanoTime())) {
      long sequence = owner.lastSequence();
      write("{\"op\":1,\"d\":" + (sequence < 0 ? "null" : Long.toString(sequence)) + "}");
    }
  }

  /// Sends what begins a session or goes on with it, the first on the connection but for
  /// heartbeats.
  void greet(int op, String data) {
    write(Outbox.payload(op, data));
  }

  /// Sends what waits, as fast as Discord's limit allows it.
  void drain(Outbox outbox) {
    while (!outbox.isEmpty() && !ended) {
      long delay = limit.delay(System.nanoTime());
      if (delay > 0) {
        flush.set(Duration.ofNanos(delay), () -> drain(outbox));
        return;
      }
      write(outbox.take());
    }
  }

  private void write(String text) {
    if (!ended) {
      limit.sent(System.nanoTime());
      socket.send(text);
    }
  }

  /// Ends the connection; its owner hears nothing more of it.
  Future<Void> end(int closeCode) {
    if (ended) {
      return Future.succeededFuture();
    }
    release();
    return opening.transform(
        opened -> opened.succeeded() ? socket.close(closeCode) : Future.succeededFuture());
  }

  private void zombie() {
    gateway.zombies.increment();
    abandon("no heartbeat was acknowledged");
  }

  /// Ends a connection that is no good any more, in a way that keeps the session.
  private void abandon(@Nullable String why) {
    if (!ended) {
      end(KEEP_SESSION);
      owner.ended(AfterClose.ABNORMAL, why);
    }
  }

  private void fail(int closeCode, @Nullable String reason) {
    if (!ended) {
      release();
      owner.ended(closeCode, reason);
    }
  }

  private void release() {
    ended = true;
    heartbeat.stop();
    flush.stop();
    reader.close();
  }
}
