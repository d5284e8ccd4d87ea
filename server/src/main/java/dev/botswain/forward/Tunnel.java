package dev.botswain.forward;

import dev.botswain.cluster.Peer;
import dev.botswain.http.Passage;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;

/// A WebSocket of a caller with another node: bytes both ways, so that frames, pings and close
/// codes are between those two. Confined to the event loop of its passage.
final class Tunnel {
  private final Forward of;
  private final Passage passage;
  private final Peer peer;

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
    passage.onStop(caller::close);
    pump(caller, owner);
    pump(owner, caller);
    owner.closeHandler(_ -> caller.close());
    owner.resume();
    caller.resume();
  }

  private static void pump(NetSocket from, NetSocket to) {
    from.exceptionHandler(_ -> {}); // The close handler reports the end.
    from.handler(bytes -> {
      to.write(bytes);
      if (to.writeQueueFull()) {
        from.pause();
        to.drainHandler(_ -> from.resume());
      }
    });
  }
}
