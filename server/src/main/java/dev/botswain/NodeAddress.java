package dev.botswain;

import dev.botswain.config.ClusterConfig;
import dev.botswain.config.DatabaseUrl;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where this node listens for other nodes, and at which URL they reach it.
///
/// @param host to listen on
/// @param url if it is configured, without a trailing slash
record NodeAddress(String host, int port, Optional<String> url) {
  private static final Set<String> ALL = Set.of("0.0.0.0", "::", "[::]");
  private static final int POSTGRES = 5432;

  /// @param store whose host says by which address other nodes reach this one, if nothing else does
  static NodeAddress of(ClusterConfig config, DatabaseUrl store) {
    String host = config.host().orElseGet(() -> addressToward(store));
    Optional<String> url =
        config
            .url()
            .map(URI::toString)
            .map(text -> text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    return new NodeAddress(
        host,
        config.port(),
        url.isPresent() || !ALL.contains(host)
            ? url
            : Optional.of("http://" + bracketed(addressToward(store)) + ":"));
  }

  /// The URL for other nodes.
  ///
  /// @param bound that of the address that is listened on
  String reachable(String bound) {
    return url.map(text -> text.endsWith(":") ? text + port(bound) : text).orElse(bound);
  }

  private static String port(String url) {
    return url.substring(url.lastIndexOf(':') + 1);
  }

  /// This machine's address on the way to the store. Nothing is sent to find it out.
  private static String addressToward(DatabaseUrl store) {
    InetSocketAddress there = first(store.jdbc());
    if (there != null && !there.isUnresolved()) {
      try (var socket = new DatagramSocket()) {
        socket.connect(there);
        return socket.getLocalAddress().getHostAddress();
      } catch (SocketException | IllegalArgumentException noWay) {
        // The store says so too.
      }
    }
    return InetAddress.getLoopbackAddress().getHostAddress();
  }

  /// The first of the hosts, of which there may be several, separated by commas.
  private static @Nullable InetSocketAddress first(String url) {
    int begin = url.indexOf("://");
    int end = begin < 0 ? -1 : url.indexOf('/', begin + 3);
    String hosts = begin < 0 ? url : url.substring(begin + 3, end < 0 ? url.length() : end);
    String one = hosts.substring(hosts.lastIndexOf('@') + 1).split(",", -1)[0];
    try {
      URI read = URI.create("store://" + one);
      return read.getHost() == null
          ? null
          : new InetSocketAddress(read.getHost(), read.getPort() < 0 ? POSTGRES : read.getPort());
    } catch (IllegalArgumentException notAHost) {
      return null;
    }
  }

  private static String bracketed(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }
}
