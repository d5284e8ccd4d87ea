package dev.botswain.bench;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The way over which one process reaches another by TCP. It can be cut, as a network is: nothing
/// passes any more, no connection ends, and new ones are not answered. Once it is healed, what was
/// on its way arrives.
final class Link implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Context context;
  private final NetServer server;
  private final NetClient client;
  private final Set<Pair> pairs = new HashSet<>();
  private final List<NetSocket> waiting = new ArrayList<>();
  private volatile int target;
  private boolean cut;

  /// Two connections, of which each gets what the other sends.
  private final class Pair {
    private final NetSocket one;
    private final NetSocket other;

    Pair(NetSocket one, NetSocket other) {
      this.one = one;
      this.other = other;
    }

    void join() {
      pairs.add(this);
      pass(one, other);
      pass(other, one);
      resume();
    }

    private void pass(NetSocket from, NetSocket to) {
      from.handler(bytes -> {
        to.write(bytes);
        if (to.writeQueueFull()) {
          from.pause();
          to.drainHandler(_ -> {
            if (!cut) {
              from.resume();
            }
          });
        }
      });
      from.exceptionHandler(_ -> {});
      from.endHandler(_ -> end()); // Comes after all bytes, and not while it is paused.
    }

    void pause() {
      one.pause();
      other.pause();
    }

    void resume() {
      one.resume();
      other.resume();
    }

    void end() {
      pairs.remove(this);
      one.close();
      other.close();
    }
  }

  private Link(Vertx vertx, int target) {
    // All that one link does happens on one event loop.
    this.context = ((VertxInternal) vertx).createEventLoopContext();
    this.target = target;
    this.client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
    this.server = vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true));
  }

  /// Opens one.
  ///
  /// @param host the loopback address that it listens on
  /// @param port 0 for any
  /// @param target the port on 127.0.0.1 that it leads to
  /// @throws IOException if it cannot listen
  static Link open(Vertx vertx, String host, int port, int target)
      throws IOException, InterruptedException {
    var link = new Link(vertx, target);
    var listening = new CompletableFuture<NetServer>();
    link.server.connectHandler(link::accept);
    link.context.runOnContext(_ ->
        link.server
            .listen(port, host)
            .onSuccess(listening::complete)
            .onFailure(listening::completeExceptionally));
    await(listening);
    return link;
  }

  /// The port that it listens on.
  int port() {
    return server.actualPort();
  }

  /// Sets where new connections lead.
  void leadTo(int port) {
    target = port;
  }

  private void accept(NetSocket socket) {
    socket.pause();
    if (cut) {
      waiting.add(socket);
    } else {
      connect(socket);
    }
  }

  private void connect(NetSocket socket) {
    client
        .connect(target, "127.0.0.1")
        .onSuccess(other -> {
          other.pause();
          var pair = new Pair(socket, other);
          pair.join();
          if (cut) {
            pair.pause();
          }
        })
        .onFailure(_ -> socket.close());
  }

  /// Nothing passes from now on.
  void cut() throws IOException, InterruptedException {
    inside(() -> {
      cut = true;
      pairs.forEach(Pair::pause);
      return true;
    });
  }

  /// Everything passes again.
  void heal() throws IOException, InterruptedException {
    inside(() -> {
      cut = false;
      List.copyOf(pairs).forEach(Pair::resume);
      List.copyOf(waiting).forEach(this::connect);
      waiting.clear();
      return true;
    });
  }

  private <T> T inside(Callable<T> action) throws IOException, InterruptedException {
    var done = new CompletableFuture<T>();
    context.runOnContext(_ -> {
      try {
        done.complete(action.call());
      } catch (Exception e) {
        done.completeExceptionally(e);
      }
    });
    return await(done);
  }

  private static <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e);
    }
  }

  /// Ends it and all its connections.
  @Override
  public void close() {
    server.close();
    client.close();
  }
}
