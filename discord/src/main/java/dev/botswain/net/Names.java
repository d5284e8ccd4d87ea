package dev.botswain.net;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Tells the addresses of a host name.
@FunctionalInterface
public interface Names {

  /// All addresses, the best first. Fails if the name has none, or nobody tells. The answer comes
  /// on the calling context.
  Future<List<InetAddress>> resolve(String host);

  /// As the whole machine resolves names: the host table, name servers and all else that is
  /// configured, each as it is now, and addresses of both families. Java remembers what it was told
  /// for half a minute. A slow name server holds up a thread, of which there are few; so this is
  /// for names that the operator chose.
  static Names ofSystem(Vertx vertx) {
    var threads = vertx.createSharedWorkerExecutor("names", 4, 1, TimeUnit.MINUTES);
    return host -> threads.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false);
  }

  /// By the host table and DNS, on event loops, so that no slow name server holds up anybody else:
  /// for names that anybody may choose.
  static Names ofDns(Vertx vertx) {
    return new DnsNames(vertx);
  }
}
