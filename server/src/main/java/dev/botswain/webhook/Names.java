package dev.botswain.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// Tells the addresses of a host name.
interface Names {

  /// All addresses, the best first. Fails if the name has none, or nobody tells.
  Future<List<InetAddress>> resolve(String host);

  /// By the host table and DNS, on the event loop. Java's own resolver would hold up a thread for
  /// as long as a slow name server likes.
  static Names of(Vertx vertx) {
    var resolver = ((VertxInternal) vertx).nameResolver();
    return host -> {
      var found = Promise.<List<InetSocketAddress>>promise();
      resolver.resolveAll(host, found::handle);
      return found.future().map(all -> all.stream().map(InetSocketAddress::getAddress).toList());
    };
  }
}
