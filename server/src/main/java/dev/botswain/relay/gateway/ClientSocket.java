package dev.botswain.relay.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.botswain.discord.protocol.CloseCode;
import dev.botswain.discord.protocol.Opcode;
import dev.botswain.event.Event;
import dev.botswain.http.SocketGuard;
import dev.botswain.time.EventLoop;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The writing side of a client's WebSocket. Confined to its context, except for [#onLoop].
final class ClientSocket {
  private static final long LONGEST_WAIT_SECONDS = 60;

  private final ServerWebSocket socket;
  private final ClientWire wire;
  private final ClientEncoding encoding;
  private final EventLoop loop;
  private final Counter dispatches;
  private final List<Runnable> drained = new ArrayList<>();
  private Promise<Void> room = Promise.promise();
  private boolean owesAck;
  private int stalled;
  private boolean parting;
  private boolean partsWithoutCode;
  private boolean closing;
  private boolean closed;

  ClientSocket(
      ServerWebSocket socket,
      ClientWire wire,
      ClientEncoding encoding,
      Context context,
      Counter dispatches) {
    this.socket = socket;
    this.wire = wire;
    this.encoding = encoding;
    this.loop = new EventLoop(context);
    this.dispatches = dispatches;
    socket.drainHandler(_ -> drained());
    socket.frameHandler(frame -> {
      if (frame.isClose()) {
        partsWithoutCode = frame.binaryData().length() == 0;
      }
    });
    socket.endHandler(_ -> parting = true);
  }

  Context context() {
    return loop.context();
  }

  /// Its client has identified.
  ///
  /// @param owner of its bot
  void identified(String owner) {
    wire.identified(owner);
  }

  /// Sends anything except an event.
  ///
  /// @param data JSON
  void send(int op, String data) {
    if (!isGone()) {
      write(
          ("{\"t\":null,\"s\":null,\"op\":" + op + ",\"d\":" + data + "}")
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Sends a payload of the node where the client's bot lives.
  void pass(byte[] json) {
    if (!isGone()) {
      write(json);
    }
  }

  /// Takes nothing from the client until [#resume].
  void pause() {
    socket.pause();
  }

  void resume() {
    socket.resume();
  }

  /// Acknowledges a heartbeat. A client that does not read is owed one acknowledgement, not one for
  /// each.
  void acknowledge() {
    owesAck = isFull();
    if (!owesAck) {
      send(Opcode.HEARTBEAT_ACK, "null");
    }
  }

  /// Sends an event as it arrived.
  void dispatch(long seq, Event event) {
    if (!isGone()) {
      dispatches.increment();
      if (encoding == ClientEncoding.JSON) {
        wire.write(socket, head(event.type(), seq), event);
      } else {
        write(ClientWire.payload(head(event.type(), seq), event.data()));
      }
    }
  }

  /// Sends an event.
  ///
  /// @param data JSON
  void dispatch(String type, long seq, byte[] data) {
    if (!isGone()) {
      dispatches.increment();
      write(ClientWire.payload(head(type, seq), data));
    }
  }

  private void write(byte[] json) {
    wire.write(socket, encoding.written(json));
  }

  /// In Discord's order, which some libraries rely on when they look for the fields.
  private static byte[] head(String type, long seq) {
    var head = new StringBuilder(80).append("{\"t\":\"");
    JsonStringEncoder.getInstance().quoteAsString(type, head);
    return head.append("\",\"s\":")
        .append(seq)
        .append(",\"op\":0,\"d\":")
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /// Whether it accepts nothing for now, or ever again.
  boolean isFull() {
    return isGone() || socket.writeQueueFull();
  }

  /// Between the end of a socket, or our close frame, and [#closed()] nothing may be written
  /// either.
  boolean isGone() {
    return closed || closing || socket.isClosed();
  }

  /// Adds an action to run when there is room again.
  void onDrain(Runnable action) {
    drained.add(action);
  }

  /// Completes when there is room; fails when the socket has closed, or its client has not read for
  /// too long while others wait for their turn.
  Future<Void> room() {
    if (closed) {
      return Future.failedFuture("closed");
    }
    return isFull()
        ? room.future().timeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
        : Future.succeededFuture();
  }

  private void drained() {
    stalled = 0;
    if (owesAck) {
      acknowledge();
    }
    Promise<Void> waiting = room;
    room = Promise.promise();
    waiting.complete();
    List.copyOf(drained).forEach(Runnable::run);
  }

  /// Runs an action on the socket's event loop. Thread-safe.
  <T> Future<T> onLoop(Supplier<Future<T>> work) {
    return loop.run(work);
  }

  /// Called periodically: disconnects a client that has read nothing for this many calls.
  void checkReads(int most) {
    if (!isFull()) {
      stalled = 0;
    } else if (++stalled == most) {
      SocketGuard.cut(socket);
    }
  }

  private void cut() {
    SocketGuard.cut(socket);
  }

  void close(CloseCode code, String reason) {
    closeWith(code.number(), reason);
  }

  void closeWith(short code, String reason) {
    if (!closed && !closing) {
      closing = true;
      SocketGuard.close(socket, code, reason);
    }
  }

  /// Lets the client reconnect and resume. Some libraries take any close code of ours, even 4000,
  /// for the end of a session; all of them resume after a connection that just breaks.
  void comeBack() {
    send(Opcode.RECONNECT, "null");
    cut();
  }

  /// Whether its client has sent a close frame, or is gone without one.
  boolean isParting() {
    return parting || isGone();
  }

  /// The code with which its client closed; 1005 for a close frame without a code, which Vert.x
  /// reports as 1000, and 1006 for a broken connection.
  ///
  /// Source: <https://www.rfc-editor.org/rfc/rfc6455#section-7.1.5>.
  int closeCode() {
    if (partsWithoutCode) {
      return 1005;
    }
    Short code = socket.closeStatusCode();
    return code == null ? 1006 : code;
  }

  /// It has closed: nothing more is written.
  void closed() {
    if (!closed) {
      closed = true;
      wire.close();
      drained.clear();
      room.tryFail("closed");
    }
  }
}
