package dev.botswain.forward;

import dev.botswain.cluster.Peer;
import dev.botswain.http.Passage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;
import java.util.function.Consumer;

/// A WebSocket of a caller with another node: bytes both ways, so that frames, pings and close
/// codes are between those two. Only when the other node goes without a word, or this one stops,
/// the caller gets a close frame from here. Confined to the event loop of its passage.
final class Tunnel {
  /// A close frame with code 1012, service restart
  /// (<https://www.iana.org/assignments/websocket/websocket.xhtml>).
  private static final byte[] RESTART = {(byte) 0x88, 2, 1012 >> 8, (byte) 1012};

  private final Forward of;
  private final Passage passage;
  private final Peer peer;

  /// Of what the caller gets.
  private final FrameBorder border = new FrameBorder();

  Tunnel(Forward of, Passage passage, Peer peer) {
    this.of = of;
    this.passage = passage;
    this.peer = peer;
  }

  /// Whether a request is a WebSocket's handshake.
  static boolean isAsked(HttpServerRequest request) {
    return request.method() == HttpMethod.GET
        && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
  }

  /// @param owner the other node, which has accepted
  /// @param answer its answer for the caller, whose head is not sent yet
  /// @return to be run if the caller goes before it is open
  Runnable open(NetSocket owner, HttpServerResponse answer) {
    owner.pause();
    answer.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
    answer.putHeader(HttpHeaders.UPGRADE, "websocket");
    passage.tunnel().onComplete(caller -> join(caller, owner), _ -> owner.close());
    return owner::close;
  }

  private void join(NetSocket caller, NetSocket owner) {
    Runnable unwatch = of.links().opened(peer, owner::close);
    passage.onDone(() -> {
      unwatch.run();
      owner.close();
    });
    passage.onStop(() -> end(caller));
    pump(caller, owner, _ -> {});
    pump(owner, caller, border::pass);
    owner.closeHandler(_ -> end(caller));
    owner.resume();
    caller.resume();
  }

  /// The caller shall come back, to the next owner.
  private void end(NetSocket caller) {
    if (border.isFree()) {
      Buffer restart = Buffer.buffer(RESTART);
      border.pass(restart);
      caller.write(restart);
    }
    caller.close();
  }

  private static void pump(NetSocket from, NetSocket to, Consumer<Buffer> seen) {
    from.exceptionHandler(_ -> {}); // The close handler reports the end.
    from.handler(bytes -> {
      seen.accept(bytes);
      to.write(bytes);
      if (to.writeQueueFull()) {
        from.pause();
        to.drainHandler(_ -> from.resume());
      }
    });
  }
}
