package dev.botswain.discord.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A gateway address from Discord, checked before a token is sent there.
public final class GatewayUrl {
  private static final Set<String> OURS = Set.of("v", "encoding", "compress");

  private GatewayUrl() {}

  /// Parses an address.
  ///
  /// @param secure whether it must be `wss`, because Discord itself is reached over TLS
  /// @throws IllegalArgumentException if it is not a WebSocket address, has user info, has an
  ///   invalid port, or would leave TLS
  public static URI of(String text, boolean secure) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a gateway address: " + e.getReason(), e);
    }
    boolean tls = "wss".equalsIgnoreCase(uri.getScheme());
    if (!tls && !"ws".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("a gateway address starts with wss:// or ws://");
    }
    if (secure && !tls) {
      throw new IllegalArgumentException(
          "the gateway's address is not wss://, but the API's is https://");
    }
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("a gateway address names a host, and no user");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw new IllegalArgumentException("a gateway address has a port from 1 to 65535");
    }
    return uri;
  }

  /// The path and query to request: those of the address, with our version, encoding and
  /// compression instead of any that it names.
  static String requestUri(URI url, Compression compression) {
    String path = url.getRawPath();
    String query = url.getRawQuery();
    String own =
        Stream.of(query == null ? new String[0] : query.split("&"))
            .filter(pair -> !pair.isEmpty() && !OURS.contains(pair.split("=", 2)[0]))
            .map(pair -> "&" + pair)
            .collect(Collectors.joining());
    return (path == null || path.isEmpty() ? "/" : path)
        + "?v=10&encoding=json"
        + compression.query()
        + own;
  }

  static int port(URI url) {
    return url.getPort() != -1 ? url.getPort() : isSecure(url) ? 443 : 80;
  }

  static boolean isSecure(URI url) {
    return "wss".equalsIgnoreCase(url.getScheme());
  }
}
