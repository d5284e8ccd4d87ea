package dev.botswain.sim.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells requests that a web page sent. The tokens of a sim are known to everybody, so that no page
/// that happens to be open may use them.
public final class Pages {
  private static final Pattern LOOPBACK =
      Pattern.compile("(?:.+\\.)?localhost|127(?:\\.\\d{1,3}){3}|\\[?::1]?");

  private Pages() {}

  /// Whether a host is this machine, by a name that nobody can point elsewhere.
  public static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  /// Whether a page of another origin sent it, as its browser says.
  ///
  /// @param listening the address that the sim listens on: on loopback, what names another host
  ///   comes from a page of somebody who has pointed that name here
  public static boolean isForeign(HttpServerRequest request, String listening) {
    String origin = request.getHeader("Origin");
    HostAndPort host = request.authority();
    return origin != null
        && (!isOf(origin, host)
            || host != null && isLoopback(listening) && !isLoopback(host.host()));
  }

  private static boolean isOf(String origin, @Nullable HostAndPort host) {
    try {
      return host != null && host.toString().equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
