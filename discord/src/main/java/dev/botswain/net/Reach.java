package dev.botswain.net;

import dev.botswain.time.Ticker;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds an address of a host name that accepts connections, and keeps it as long as it works and
/// the name has it. If there are several addresses, they are tried in a [Race], each with a
/// connection that is closed again at once.
///
/// Thread-safe; a request on an event loop is answered on that event loop.
public final class Reach {
  /// After this time it checks whether the name still has the address.
  private static final long FRESH = Duration.ofSeconds(30).toNanos();

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /// A name may have more addresses than is reasonable to try.
  private static final int MOST = 8;

  private final Vertx vertx;
  private final Names names;
  private final Ticker ticker;
  private final NetClient client;
  private final Map<End, Known> known = new ConcurrentHashMap<>();

  private record End(String host, int port) {}

  /// An address that worked.
  ///
  /// @param seenAt when the name was last seen to have it
  private record Known(InetAddress address, long seenAt, AtomicBoolean lookedAt) {
    Known(InetAddress address, long seenAt) {
      this(address, seenAt, new AtomicBoolean());
    }
  }

  /// Uses the names that the operating system knows.
  public Reach(Vertx vertx) {
    this(vertx, Names.ofSystem(vertx));
  }

  public Reach(Vertx vertx, Names names) {
    this(vertx, names, Ticker.system());
  }

  Reach(Vertx vertx, Names names, Ticker ticker) {
    this.vertx = vertx;
    this.names = names;
    this.ticker = ticker;
    this.client =
        vertx.createNetClient(
            new NetClientOptions().setConnectTimeout((int) CONNECT_TIMEOUT.toMillis()));
  }

  /// Connects to a host: to an address of it that works, or to another one if that fails.
  ///
  /// @param host a name, or a numeric address, optionally in brackets
  /// @param connect connects to a numeric address, once or several times
  /// @return the result of the first success; fails as the first attempt did, or if the name has no
  ///   address that accepts connections
  public <T> Future<T> connect(String host, int port, Function<SocketAddress, Future<T>> connect) {
    return connect(new End(host, port), connect, Set.of());
  }

  private <T> Future<T> connect(
      End end, Function<SocketAddress, Future<T>> connect, Set<InetAddress> tried) {
    return find(end, tried)
        .compose(address ->
            connect
                .apply(SocketAddress.inetSocketAddress(end.port(), address.getHostAddress()))
                .recover(cause -> {
                  known.computeIfPresent(
                      end, (_, one) -> one.address().equals(address) ? null : one);
                  var more = new HashSet<>(tried);
                  more.add(address);
                  return connect(end, connect, more).recover(_ -> Future.failedFuture(cause));
                }));
  }

  private Future<InetAddress> find(End end, Set<InetAddress> tried) {
    var worked = known.get(end);
    if (worked != null && !tried.contains(worked.address())) {
      if (ticker.nanos() - worked.seenAt() >= FRESH
          && worked.lookedAt().compareAndSet(false, true)) {
        lookAgain(end, worked);
      }
      return Future.succeededFuture(worked.address());
    }
    var figures = literal(end.host());
    if (figures != null) {
      return tried.isEmpty() ? Future.succeededFuture(figures) : noMore(end);
    }
    var here = vertx.getOrCreateContext();
    return on(here, names.resolve(end.host())).compose(all -> choose(end, all, tried));
  }

  /// Meanwhile the address is used as before; if no server answers, it stays in use.
  private void lookAgain(End end, Known worked) {
    names
        .resolve(end.host())
        .onSuccess(all -> {
          if (all.contains(worked.address())) {
            known.replace(end, worked, new Known(worked.address(), ticker.nanos()));
          } else {
            known.remove(end, worked);
          }
        })
        .onFailure(_ -> known.replace(end, worked, new Known(worked.address(), ticker.nanos())));
  }

  private Future<InetAddress> choose(End end, List<InetAddress> all, Set<InetAddress> tried) {
    var left = all.stream().filter(address -> !tried.contains(address)).toList();
    if (left.isEmpty()) {
      return noMore(end);
    }
    var order = Race.interleaved(left);
    var some = order.subList(0, Math.min(MOST, order.size()));
    var found =
        some.size() == 1
            ? Future.succeededFuture(some.getFirst())
            : Race.run(vertx, some, address -> probe(end, address), _ -> {});
    return found.onSuccess(address -> known.put(end, new Known(address, ticker.nanos())));
  }

  private Future<InetAddress> probe(End end, InetAddress address) {
    return client
        .connect(SocketAddress.inetSocketAddress(end.port(), address.getHostAddress()))
        .onSuccess(NetSocket::close)
        .map(address);
  }

  private static <T> Future<T> noMore(End end) {
    return Future.failedFuture(new UnknownHostException(end.host()));
  }

  private static <T> Future<T> on(Context context, Future<T> future) {
    var promise = Promise.<T>promise();
    future.onComplete(outcome -> context.runOnContext(_ -> promise.handle(outcome)));
    return promise.future();
  }

  private static @Nullable InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(
          host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
    } catch (IllegalArgumentException name) {
      return null;
    }
  }
}
