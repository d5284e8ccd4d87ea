package dev.botswain.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One request to Discord, without the token: the [RestQueue] adds that.
///
/// @param path below the API's base, percent-encoded where it must be: `/channels/123/messages`
/// @param query percent-encoded, without its question mark; empty for none
/// @param contentType of the body; absent with it
/// @param reason for the audit log, 1 to 512 characters as written
/// @param patience how long the request may wait for its turn; absent for the bot's default
/// @param repeatable whether it may be sent again when nobody knows if the first time took effect
public record RestRequest(
    HttpMethod method,
    String path,
    String query,
    @Nullable Buffer body,
    @Nullable String contentType,
    @Nullable String reason,
    @Nullable Duration patience,
    boolean repeatable) {

  /// The most characters that a reason may have.
  public static final int MAX_REASON = 512;

  private static final Set<HttpMethod> REPEATABLE =
      Set.of(HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE);
  private static final int MAX_LINE = 4_000;
  private static final String PUNCTUATION = "/-._~!$&'()*+,;=:@%";
  private static final Duration MAX_PATIENCE = Duration.ofDays(1);

  /// @throws IllegalArgumentException if the path or the query cannot stand in a request line, or
  ///   the reason is empty or too long
  public RestRequest {
    if (!isPath(path)) {
      throw new IllegalArgumentException("not a path of Discord's API");
    }
    if (query.length() > MAX_LINE || !isPrintable(query) || query.contains("#")) {
      throw new IllegalArgumentException("not an encoded query");
    }
    if ((body == null) != (contentType == null)) {
      throw new IllegalArgumentException("a body and its content type come together");
    }
    if (contentType != null && !isPrintable(contentType.replace(" ", ""))) {
      throw new IllegalArgumentException("not a content type");
    }
    if (reason != null
        && (reason.isEmpty() || reason.codePointCount(0, reason.length()) > MAX_REASON)) {
      throw new IllegalArgumentException("a reason has 1 to " + MAX_REASON + " characters");
    }
    if (patience != null && (patience.isNegative() || patience.compareTo(MAX_PATIENCE) > 0)) {
      throw new IllegalArgumentException("patience is between none and a day");
    }
  }

  /// A request without query and body; it may be repeated if it is a GET, PUT or DELETE.
  public static RestRequest of(HttpMethod method, String path) {
    return new RestRequest(method, path, "", null, null, null, null, REPEATABLE.contains(method));
  }

  public static RestRequest get(String path) {
    return of(HttpMethod.GET, path);
  }

  public static RestRequest post(String path) {
    return of(HttpMethod.POST, path);
  }

  public static RestRequest put(String path) {
    return of(HttpMethod.PUT, path);
  }

  public static RestRequest patch(String path) {
    return of(HttpMethod.PATCH, path);
  }

  public static RestRequest delete(String path) {
    return of(HttpMethod.DELETE, path);
  }

  /// Adds one query parameter; name and value are encoded here. A name may be given several times.
  public RestRequest query(String name, Object value) {
    var pair = encode(name) + "=" + encode(value.toString());
    return query(query.isEmpty() ? pair : query + "&" + pair);
  }

  /// Replaces the whole query by one that is encoded already.
  public RestRequest query(String encoded) {
    return new RestRequest(method, path, encoded, body, contentType, reason, patience, repeatable);
  }

  public RestRequest json(Buffer json) {
    return body(json, "application/json");
  }

  public RestRequest body(Buffer bytes, String type) {
    return new RestRequest(method, path, query, bytes, type, reason, patience, repeatable);
  }

  public RestRequest reason(@Nullable String text) {
    return new RestRequest(method, path, query, body, contentType, text, patience, repeatable);
  }

  public RestRequest patience(@Nullable Duration wait) {
    return new RestRequest(method, path, query, body, contentType, reason, wait, repeatable);
  }

  /// Says that sending twice does no harm, for instance because the body carries a `nonce` that
  /// Discord enforces.
  public RestRequest repeatable(boolean safe) {
    return new RestRequest(method, path, query, body, contentType, reason, patience, safe);
  }

  /// Percent-encodes text so that it can be a segment of a path, as an emoji in a reaction's path.
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// As RFC 3986, 3.3 says, but for what servers resolve, drop or read as a slash: the route would
  /// not be the one that Discord sees.
  private static boolean isPath(String path) {
    if (!path.startsWith("/")
        || path.length() > MAX_LINE
        || !path.chars().allMatch(c -> Character.isLetterOrDigit(c) || PUNCTUATION.indexOf(c) >= 0)
        || !isPrintable(path)) {
      return false;
    }
    var plain = path.toLowerCase(Locale.ROOT).replace("%2e", ".") + "/";
    return Stream.of("//", "/./", "/../", "%2f", "%5c").noneMatch(plain::contains);
  }

  /// ASCII without spaces.
  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
