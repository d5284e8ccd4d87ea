package dev.botswain.webhook;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Headers that a webhook's owner adds to each message, such as an `Authorization` that the
/// receiver requires. The values are secrets: once set they are never shown.
///
/// @param values by name, which is not case-sensitive
record WebhookHeaders(Map<String, String> values) {
  static final WebhookHeaders NONE = new WebhookHeaders(Map.of());

  /// Replaces a value that is not shown; sending it back keeps the value.
  static final String HIDDEN = "[REDACTED]";

  private static final int MOST = 10;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_VALUE = 4_096;
  private static final int LONGEST = 8 << 10;

  /// <https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2>.
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /// Visible ASCII, with spaces inside.
  private static final Pattern VALUE = Pattern.compile("[!-~](?:[ -~]*[!-~])?");

  /// Shorter values would be found by chance everywhere.
  private static final int SHORTEST_SECRET = 6;

  /// Headers that Botswain sets itself, and those that say where a message ends or how the
  /// connection is used.
  private static final Set<String> OURS =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent");

  private static final String SIGNED = "webhook-";

  WebhookHeaders {
    var sorted = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(values);
    values = sorted;
  }

  /// These headers with some of them changed.
  ///
  /// @param changes by name; null removes one
  /// @throws WebhookHeaderRefusedException if a header is not allowed
  WebhookHeaders with(Map<String, @Nullable String> changes) {
    var now = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    now.putAll(values);
    var seen = new TreeMap<String, Boolean>(String.CASE_INSENSITIVE_ORDER);
    changes.forEach((name, value) -> {
      require(seen.put(name, true) == null, name, "must be given once, in one case");
      String before = now.remove(name);
      checkName(name);
      if (HIDDEN.equals(value)) {
        require(before != null, name, "is not set, so it cannot be kept");
        now.put(name, before);
      } else if (value != null) {
        checkValue(name, value);
        now.put(name, value);
      }
    });
    if (now.size() > MOST) {
      throw new WebhookHeaderRefusedException("", "must be at most " + MOST);
    }
    int length = 0;
    for (var header : now.entrySet()) {
      length += header.getKey().length() + header.getValue().length();
    }
    if (length > LONGEST) {
      throw new WebhookHeaderRefusedException(
          "", "must have at most " + LONGEST + " characters together");
    }
    return new WebhookHeaders(now);
  }

  /// @throws WebhookHeaderRefusedException if the changes keep an existing value
  void requireAnew(Map<String, @Nullable String> changes) {
    var given = new TreeMap<String, @Nullable String>(String.CASE_INSENSITIVE_ORDER);
    given.putAll(changes);
    for (String name : values.keySet()) {
      require(
          given.containsKey(name) && !HIDDEN.equals(given.get(name)),
          name,
          "must be given again or be null: it was set for the previous host");
    }
  }

  private static void checkName(String name) {
    require(
        name.length() <= LONGEST_NAME && NAME.matcher(name).matches(),
        name,
        "must be the name of a header, of at most " + LONGEST_NAME + " characters");
    var lower = name.toLowerCase(Locale.ROOT);
    require(
        !OURS.contains(lower) && !lower.startsWith(SIGNED),
        name,
        "must not be set: Botswain sets it itself, or it says how the connection is used");
  }

  private static void checkValue(String name, String value) {
    require(
        value.length() <= LONGEST_VALUE && VALUE.matcher(value).matches(),
        name,
        "must be 1 to "
            + LONGEST_VALUE
            + " characters of printable ASCII, without blanks at its ends");
  }

  private static void require(boolean condition, String name, String expectation) {
    if (!condition) {
      throw new WebhookHeaderRefusedException(name, expectation);
    }
  }

  void addTo(HttpHeaders request) {
    values.forEach(request::set);
  }

  /// A text from the receiver without these values, which it may have sent back.
  String veil(String text) {
    String veiled = text;
    for (String value : values.values()) {
      String secret = value.substring(value.lastIndexOf(' ') + 1); // After `Bearer`.
      for (String part : new String[] {value, secret}) {
        veiled = part.length() < SHORTEST_SECRET ? veiled : veiled.replace(part, HIDDEN);
      }
    }
    return veiled;
  }

  @Override
  public String toString() {
    return "WebhookHeaders" + values.keySet();
  }
}
