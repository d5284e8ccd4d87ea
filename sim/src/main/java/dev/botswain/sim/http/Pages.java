package dev.botswain.sim.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Recognises requests from web pages. The tokens of a sim are public, so a page that happens to be
/// open must not be able to use them.
public final class Pages {
  private static final Pattern LOOPBACK =
      Pattern.compile("(?:.+\\.)?localhost|127(?:\\.\\d{1,3}){3}|\\[?::1]?");

  private Pages() {}

  /// Whether a host is this machine, by a name that no one can point elsewhere.
  public static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  /// Whether a page of another origin sent it, according to its browser.
  ///
  /// @param listening the address that the sim listens on: on loopback, a request that names
  ///   another host comes from a page whose owner has pointed that name here
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
