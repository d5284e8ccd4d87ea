package dev.botswain.testing;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A connection to a server that a test can break: a proxy that only forwards bytes.
public final class BreakableLine implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final NetClient client = vertx.createNetClient();
  private final NetServer server = vertx.createNetServer();
  private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
  private Promise<Void> open = opened();

  public static BreakableLine to(String url) {
    var line = new BreakableLine();
    URI there = URI.create(url);
    line.server
        .connectHandler(near -> {
          near.pause();
          line.whenOpen()
              .compose(_ -> line.client.connect(there.getPort(), there.getHost()))
              .onSuccess(far -> line.join(near, far))
              .onFailure(_ -> near.close());
        })
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    return line;
  }

  private void join(NetSocket near, NetSocket far) {
    sockets.add(near);
    near.closeHandler(_ -> sockets.remove(near));
    near.pipeTo(far);
    far.pipeTo(near);
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  private static Promise<Void> opened() {
    Promise<Void> open = Promise.promise();
    open.complete();
    return open;
  }

  private synchronized Future<Void> whenOpen() {
    return open.future();
  }

  /// Makes new connections wait, until [#release].
  public synchronized void hold() {
    open = Promise.promise();
  }

  /// Lets waiting connections continue.
  public synchronized void release() {
    open.tryComplete();
  }

  /// Breaks all current connections.
  public void cut() {
    sockets.forEach(NetSocket::close);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
