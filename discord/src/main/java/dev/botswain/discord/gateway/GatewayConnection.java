package dev.botswain.discord.gateway;

import dev.botswain.discord.protocol.Opcode;
import dev.botswain.time.Alarm;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One connection to the gateway, from the opening of the socket to its end: what is read from it,
/// its heartbeat, and what may be sent on it. It passes on what concerns the session and reports
/// its own end exactly once, unless its owner ended it.
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

  /// The holder of the session that the connection serves. Called on its event loop.
  interface Owner {
    /// A payload that does not belong to the connection itself (HELLO is passed on, heartbeats are
    /// not).
    void payload(PayloadScanner payload);

    /// The content of a heartbeat: the last sequence, or -1.
    long lastSequence();

    /// Discord acknowledged a heartbeat.
    ///
    /// @param latencyNanos see [Heartbeat#acknowledged()]
    void acknowledged(long latencyNanos);

    /// The connection ended, and not by its owner.
    void ended(int closeCode, @Nullable String reason);
  }

  GatewayConnection(Gateway gateway, Owner owner) {
    this.gateway = gateway;
    this.owner = owner;
    this.reader = PayloadReader.of(gateway.options.compression());
    this.heartbeat = new Heartbeat(gateway.vertx, this::sendHeartbeat, this::zombie);
    this.flush = new Alarm(gateway.vertx);
    this.socket = new GatewaySocket(gateway, this);
  }

  /// Opens the socket. Only the future reports a failure to open.
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

  /// A server that does not compress, whatever was requested, sends text.
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

  /// A second HELLO would make us RESUME or IDENTIFY twice.
  private void hello(PayloadScanner payload) {
    if (!greeted) {
      greeted = true;
      heartbeat.start(
          PayloadFields.longField(payload.data(), "heartbeat_interval"), gateway.options.random());
      owner.payload(payload);
    }
  }

  private void sendHeartbeat() {
    if (limit.allowsHeartbeat(System.nanoTime())) {
      long sequence = owner.lastSequence();
      write("{\"op\":1,\"d\":" + (sequence < 0 ? "null" : Long.toString(sequence)) + "}");
    }
  }

  /// Sends the payload that starts or resumes a session. It is the first on the connection except
  /// heartbeats.
  void greet(int op, String data) {
    write(Outbox.payload(op, data));
  }

  /// Sends waiting commands, as fast as Discord's limit allows.
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

  /// Ends the connection; its owner gets no more calls from it.
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

  /// Ends a broken connection in a way that keeps the session.
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
