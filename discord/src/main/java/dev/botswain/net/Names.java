package dev.botswain.net;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Resolves host names.
@FunctionalInterface
public interface Names {

  /// All addresses, the best first. Fails if the name has none, or no server answers. The answer
  /// arrives on the calling context.
  Future<List<InetAddress>> resolve(String host);

  /// Resolves as the operating system does: with the hosts file, name servers and everything else
  /// that is configured, in their current state, and with addresses of both families. Java caches
  /// results for half a minute. A slow name server blocks a thread, of which there are few; so this
  /// is for names that the operator chose.
  static Names ofSystem(Vertx vertx) {
    var threads = vertx.createSharedWorkerExecutor("names", 4, 1, TimeUnit.MINUTES);
    return host -> threads.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false);
  }

  /// Resolves with the hosts file and DNS, on event loops, so that a slow name server delays no
  /// other lookup. For names that any caller may choose.
  static Names ofDns(Vertx vertx) {
    return new DnsNames(vertx);
  }
}
