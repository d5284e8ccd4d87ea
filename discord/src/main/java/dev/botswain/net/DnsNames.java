package dev.botswain.net;

import dev.botswain.time.Ticker;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.resolver.NameResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Vert.x's resolver, created again when the list of name servers has changed, because it reads the
/// list only once.
final class DnsNames implements Names {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final Path list;
  private final Ticker ticker;
  private @Nullable Current current;
  private long lookedAt;

  /// @param servers as the list said them; empty if it names none or there is no list
  private record Current(List<String> servers, NameResolver resolver) {}

  DnsNames(Vertx vertx) {
    this(vertx, Path.of("/etc/resolv.conf"), Ticker.system());
  }

  /// @param list of name servers, as `resolv.conf(5)` describes it
  DnsNames(Vertx vertx, Path list, Ticker ticker) {
    this.vertx = vertx;
    this.list = list;
    this.ticker = ticker;
  }

  @Override
  public Future<List<InetAddress>> resolve(String host) {
    var found = Promise.<List<InetSocketAddress>>promise();
    var here = vertx.getOrCreateContext();
    resolver().resolveAll(host, outcome -> here.runOnContext(_ -> found.handle(outcome)));
    return found.future().map(all -> all.stream().map(InetSocketAddress::getAddress).toList());
  }

  synchronized NameResolver resolver() {
    long now = ticker.nanos();
    if (current == null || now - lookedAt >= LOOK_EVERY.toNanos()) {
      lookedAt = now;
      var servers = servers();
      if (current == null) {
        current = new Current(servers, open(servers));
      } else if (!current.servers().equals(servers)) {
        var old = current.resolver();
        current = new Current(servers, open(servers));
        // Current lookups have their answer by then.
        vertx.timer(1, TimeUnit.MINUTES).onSuccess(_ -> close(old));
      }
    }
    return current.resolver();
  }

  private NameResolver open(List<String> servers) {
    if (servers.isEmpty()) {
      return ((VertxInternal) vertx).nameResolver();
    }
    return new NameResolver(
        vertx,
        new AddressResolverOptions()
            .setServers(servers)
            .setHostsRefreshPeriod((int) LOOK_EVERY.toSeconds())
            .setHostsRefreshPeriodUnit(TimeUnit.SECONDS));
  }

  private void close(NameResolver old) {
    if (old != ((VertxInternal) vertx).nameResolver()) {
      old.close();
    }
  }

  private List<String> servers() {
    try {
      return Files.readAllLines(list).stream()
          .map(line -> line.strip().split("\\s+"))
          .filter(words -> words.length > 1 && words[0].equals("nameserver"))
          .map(words -> words[1].replaceFirst("%.*", ""))
          .filter(DnsNames::isAddress)
          .map(address -> address + ":53") // Vert.x reads a port after the last colon.
          .toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static boolean isAddress(String text) {
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
