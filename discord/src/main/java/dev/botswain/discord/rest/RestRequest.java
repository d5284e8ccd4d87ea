package dev.botswain.discord.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One request to Discord, without the token: the [RestQueue] adds that.
///
/// @param line the request line
/// @param headers names and values, in order, without headers that frame the body, name the host or
///   authenticate
/// @param patience how long the request may wait for its turn; absent for the bot's default
/// @param repeatable whether it may be sent again when it is unknown if the first time took effect;
///   never with a body that is read only once
/// @param origin who caused it, for the [RestListener]; means nothing here
public record RestRequest(
    Line line,
    List<Map.Entry<String, String>> headers,
    @Nullable RestBody body,
    @Nullable Duration patience,
    boolean repeatable,
    @Nullable Object origin) {

  /// The maximum length of a reason, in characters.
  public static final int MAX_REASON = 512;

  private static final Set<HttpMethod> REPEATABLE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE);
  private static final Set<String> OURS =
      Set.of("authorization", "connection", "content-length", "host", "transfer-encoding");

  /// RFC 9110, 5.6.2.
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final int MAX_LINE = 4_000;
  private static final String PUNCTUATION = "/-._~!$&'()*+,;=:@%";
  private static final Pattern BROKEN_ENCODING = Pattern.compile("%(?![0-9a-fA-F]{2})");
  private static final Pattern VERSION = Pattern.compile("v[1-9][0-9]?");
  private static final Duration MAX_PATIENCE = Duration.ofDays(1);

  /// The request line.
  ///
  /// @param version of the API, as `v9`; absent for that of the configured base
  /// @param path below the API's base, percent-encoded where necessary: `/channels/123/messages`
  /// @param query percent-encoded, without its question mark; empty for none
  public record Line(HttpMethod method, @Nullable String version, String path, String query) {
    /// @throws IllegalArgumentException if a part is not valid in a request line
    public Line {
      if (version != null && !VERSION.matcher(version).matches()) {
        throw new IllegalArgumentException("not a version of the API");
      }
      if (!isPath(path)) {
        throw new IllegalArgumentException("not a path of Discord's API");
      }
      if (query.length() > MAX_LINE || !isPrintable(query) || query.contains("#")) {
        throw new IllegalArgumentException("not an encoded query");
      }
    }
  }

  /// @throws IllegalArgumentException if a header is not valid in a head
  public RestRequest {
    headers = List.copyOf(headers);
    for (var header : headers) {
      if (!isHeader(header.getKey(), header.getValue())
          || OURS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("not a header to be set");
      }
    }
    if (patience != null && (patience.isNegative() || patience.compareTo(MAX_PATIENCE) > 0)) {
      throw new IllegalArgumentException("patience is between none and a day");
    }
    repeatable = repeatable && !(body instanceof RestBody.Streamed);
  }

  /// A request without query and body; it may be repeated if it is a GET, PUT or DELETE.
  public static RestRequest of(HttpMethod method, String path) {
    return new RestRequest(
        new Line(method, null, path, ""), List.of(), null, null, REPEATABLE.contains(method), null);
  }

  private RestRequest on(Line other) {
    return new RestRequest(other, headers, body, patience, repeatable, origin);
  }

  public HttpMethod method() {
    return line.method();
  }

  public @Nullable String version() {
    return line.version();
  }

  public String path() {
    return line.path();
  }

  public String query() {
    return line.query();
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

  /// Adds one query parameter; name and value are encoded here. A name may occur several times.
  public RestRequest query(String name, Object value) {
    var pair = encode(name) + "=" + encode(value.toString());
    return query(query().isEmpty() ? pair : query() + "&" + pair);
  }

  /// Replaces the whole query by one that is already encoded.
  public RestRequest query(String encoded) {
    return on(new Line(method(), version(), path(), encoded));
  }

  public RestRequest version(@Nullable String other) {
    return on(new Line(method(), other, path(), query()));
  }

  public RestRequest json(Buffer json) {
    return body(json, "application/json");
  }

  public RestRequest body(Buffer bytes, String type) {
    return header("Content-Type", type).body(new RestBody.Whole(bytes));
  }

  public RestRequest body(@Nullable RestBody content) {
    return new RestRequest(line, headers, content, patience, repeatable, origin);
  }

  /// Sets the reason for the guild's audit log.
  ///
  /// @param text 1 to 512 characters; they are encoded here. Null for no reason
  /// @throws IllegalArgumentException if it is empty or too long
  public RestRequest reason(@Nullable String text) {
    if (text == null) {
      return this;
    }
    if (text.isEmpty() || text.codePointCount(0, text.length()) > MAX_REASON) {
      throw new IllegalArgumentException("a reason has 1 to " + MAX_REASON + " characters");
    }
    return header("X-Audit-Log-Reason", encode(text));
  }

  /// Adds one header.
  public RestRequest header(String name, String value) {
    return headers(Stream.concat(headers.stream(), Stream.of(Map.entry(name, value))).toList());
  }

  /// Replaces all headers.
  public RestRequest headers(List<Map.Entry<String, String>> all) {
    return new RestRequest(line, all, body, patience, repeatable, origin);
  }

  public RestRequest patience(@Nullable Duration wait) {
    return new RestRequest(line, headers, body, wait, repeatable, origin);
  }

  /// Says that sending twice does no harm, for example because the body contains a `nonce` that
  /// Discord enforces.
  public RestRequest repeatable(boolean safe) {
    return new RestRequest(line, headers, body, patience, safe, origin);
  }

  /// Says who caused it.
  public RestRequest origin(@Nullable Object who) {
    return new RestRequest(line, headers, body, patience, repeatable, who);
  }

  /// Whether a name and a value are valid in a header (RFC 9110, 5.5 and 5.6.2).
  public static boolean isHeader(String name, String value) {
    return TOKEN.matcher(name).matches()
        && value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f));
  }

  /// Percent-encodes text so that it can be a segment of a path, such as an emoji in a reaction's
  /// path.
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// Follows RFC 3986, 3.3, without what servers resolve, drop or read as a slash: the route would
  /// differ from the one that Discord sees.
  private static boolean isPath(String path) {
    if (!path.startsWith("/")
        || path.length() > MAX_LINE
        || !path.chars().allMatch(c -> Character.isLetterOrDigit(c) || PUNCTUATION.indexOf(c) >= 0)
        || !isPrintable(path)
        || BROKEN_ENCODING.matcher(path).find()) {
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
