package dev.botswain.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A webhook's URL, parsed once: what was checked is exactly what is connected to and requested,
/// because no other parser reads the text again.
///
/// @param text as its owner wrote it
/// @param secure whether it is `https`
/// @param host the name in lower case, or the numeric address
/// @param address the host, if it is an address
/// @param port from 1 on
/// @param authority the value of the Host header
/// @param target the path and query to request
record WebhookUrl(
    String text,
    boolean secure,
    String host,
    Optional<InetAddress> address,
    int port,
    String authority,
    String target) {
  private static final int LONGEST = 2_048;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[^\\]]*\\]|[^\\[\\]:]*)(?::(\\d{1,5}))?");

  /// Ports of other protocols, whose servers might misread a request:
  /// <https://fetch.spec.whatwg.org/#port-blocking>.
  private static final Set<Integer> BAD_PORTS =
      Set.of(
          1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
          102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389,
          427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636,
          989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566,
          6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080);

  /// Parses a URL, without resolving its host.
  ///
  /// @throws WebhookUrlRefusedException if a webhook cannot have it. It must have: `http` or
  ///   `https`, at most 2,048 characters of ASCII, a host, an optional port that no other protocol
  ///   uses, path and query; no user and no fragment
  static WebhookUrl parse(String text) {
    require(text.length() <= LONGEST, "the URL is longer than %s characters".formatted(LONGEST));
    require(
        text.chars().allMatch(c -> c > ' ' && c < 0x7f),
        "the URL has characters outside printable ASCII; write a host name in its xn-- form, and"
            + " anything else percent-encoded");
    var uri = uri(text);
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    require(
        scheme.equals("https") || scheme.equals("http"),
        "the URL must begin with https:// or http://");
    var authority = uri.getRawAuthority();
    require(authority != null, "the URL names no host");
    require(!authority.contains("@"), "the URL must not contain a user or password");
    require(uri.getRawFragment() == null, "the URL must not contain a fragment (#)");

    var parts = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
    require(parts.matches(), "the URL's host and port are not valid");
    var host = HostForm.of(parts.group(1));
    var secure = scheme.equals("https");
    int usual = secure ? HTTPS_PORT : HTTP_PORT;
    int port = parts.group(2) == null ? usual : Integer.parseInt(parts.group(2));
    require(port > 0 && port <= 65_535, "the URL's port must be from 1 to 65535");
    require(
        !BAD_PORTS.contains(port), "the URL's port %s belongs to another protocol".formatted(port));
    return new WebhookUrl(
        text,
        secure,
        host.name(),
        host.address(),
        port,
        port == usual ? host.written() : host.written() + ":" + port,
        target(uri));
  }

  /// Whether both lead to the same server, equally securely.
  boolean isAtSamePlace(WebhookUrl other) {
    return secure == other.secure && host.equals(other.host) && port == other.port;
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new WebhookUrlRefusedException(
          "not a URL: %s at character %s".formatted(e.getReason(), e.getIndex() + 1));
    }
  }

  private static String target(URI uri) {
    var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new WebhookUrlRefusedException(problem);
    }
  }
}
