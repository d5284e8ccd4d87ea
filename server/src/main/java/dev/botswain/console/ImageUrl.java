package dev.botswain.console;

import dev.botswain.error.RequestRefusedException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The address of an image on one of Discord's hosts for images, or on the configured CDN. Nothing
/// else is fetched for a browser: this is the guard against requests to places that a browser could
/// not reach itself.
///
/// @param uri path and query, in ASCII
record ImageUrl(boolean secure, String host, int port, String uri) {
  private static final String CDN = "cdn.discordapp.com";

  /// Of avatars and uploads, of scaled uploads, and of images that messages link to.
  private static final Set<String> HOSTS =
      Set.of(
          CDN,
          "media.discordapp.net",
          "images-ext-1.discordapp.net",
          "images-ext-2.discordapp.net");

  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  /// Discord's own name for its CDN, which is all that the console can make of an id, stands for
  /// the configured one.
  ///
  /// @param cdn the configured one
  /// @throws RequestRefusedException if it is no such address
  static ImageUrl parse(String text, URI cdn) {
    ImageUrl url = read(text);
    ImageUrl own = read(cdn.toString());
    boolean discords = url != null && url.secure && url.port == HTTPS && HOSTS.contains(url.host);
    if (url == null || !discords && !(own != null && own.isSamePlace(url))) {
      throw RequestRefusedException.field(
          "url", "must be an image on a host of Discord's for images");
    }
    return discords && own != null && url.host.equals(CDN)
        ? new ImageUrl(own.secure, own.host, own.port, url.uri)
        : url;
  }

  private boolean isSamePlace(ImageUrl other) {
    return secure == other.secure && host.equals(other.host) && port == other.port;
  }

  /// @return null if it is no address of HTTP, or has more than a host, a path and a query
  private static @Nullable ImageUrl read(String text) {
    try {
      URI parsed = URI.create(URI.create(text).toASCIIString());
      String scheme = String.valueOf(parsed.getScheme()).toLowerCase(Locale.ROOT);
      boolean secure = scheme.equals("https");
      if (!secure && !scheme.equals("http")
          || parsed.getHost() == null
          || parsed.getRawUserInfo() != null
          || parsed.getRawFragment() != null) {
        return null;
      }
      String path = parsed.getRawPath().isEmpty() ? "/" : parsed.getRawPath();
      String query = parsed.getRawQuery();
      return new ImageUrl(
          secure,
          parsed.getHost().toLowerCase(Locale.ROOT),
          parsed.getPort() >= 0 ? parsed.getPort() : secure ? HTTPS : HTTP,
          query == null ? path : path + "?" + query);
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }
}
