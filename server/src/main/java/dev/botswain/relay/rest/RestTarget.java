package dev.botswain.relay.rest;

import dev.botswain.discord.rest.ApiPath;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.error.ApiError;
import dev.botswain.http.ShownPath;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The target of a request to the relay.
///
/// @param request to Discord, without headers and body
/// @param path as Discord will read it
record RestTarget(RestRequest request, ApiPath path) {
  private static final Pattern COVERED =
      Pattern.compile("/api/(v9|v10)(?:/*(/.*))?", Pattern.DOTALL);

  /// Without TRACE, whose answer would contain the request's head with our token, and CONNECT.
  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  /// The same, for `Allow`.
  static final String ALLOWED =
      METHODS.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));

  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /// Anything longer is an emoji, or a secret in the wrong place.
  private static final int LONGEST_SHOWN = 40;

  private static final Set<String> WITH_TOKEN = Set.of("webhooks", "interactions");

  static boolean covers(String path) {
    return COVERED.matcher(path).matches();
  }

  /// @throws dev.botswain.error.RequestRefusedException if Discord cannot be asked for this, or if
  ///   it is not certain how Discord would read it
  static RestTarget of(HttpServerRequest request) {
    if (!METHODS.contains(request.method())) {
      throw ApiError.METHOD_NOT_ALLOWED.refusal();
    }
    var uri = request.uri();
    int mark = uri.indexOf('?');
    // An absolute URI names a host, and begins differently.
    var match = COVERED.matcher(mark < 0 ? uri : uri.substring(0, mark));
    if (!match.matches()) {
      throw ApiError.MALFORMED_REQUEST.refusal();
    }
    var path = match.group(2);
    if (path == null || path.equals("/")) {
      throw ApiError.NOT_FOUND.refusal();
    }
    try {
      var asked =
          RestRequest.of(request.method(), path)
              .version(match.group(1))
              .query(mark < 0 ? "" : uri.substring(mark + 1));
      return new RestTarget(asked, ApiPath.of(path));
    } catch (IllegalArgumentException ambiguous) {
      throw ApiError.MALFORMED_REQUEST.refusal();
    }
  }

  /// Whether it is answered with the bot's token, which libraries use from then on
  /// (<https://discord.com/developers/docs/resources/user#modify-current-user>).
  boolean tellsToken() {
    return request.method() == HttpMethod.PATCH && path.segments().equals(List.of("users", "@me"));
  }

  /// The application of a later message of an interaction; 0 for anything else.
  long claimedApplication() {
    return number(path.isInteraction() ? path.id("webhooks") : null);
  }

  private static long number(@Nullable String id) {
    try {
      return id == null ? 0 : Long.parseUnsignedLong(id);
    } catch (NumberFormatException tooLong) {
      return 0;
    }
  }

  /// The interaction that it answers for the first time; 0 for anything else.
  long answeredInteraction() {
    boolean answers = path.hasOwnToken() && path.segments().get(0).equals("interactions");
    return answers && !onlyReads() ? number(path.id("interactions")) : 0;
  }

  /// Whether it only reads.
  boolean onlyReads() {
    return READS.contains(request.method()) || request.method() == HttpMethod.OPTIONS;
  }

  /// Its method and its path without ids and tokens, for the audit.
  String action() {
    return request.method().name() + " " + path.template();
  }

  /// Whether it reads these segments.
  boolean reads(String... segments) {
    return READS.contains(request.method()) && path.segments().equals(List.of(segments));
  }

  private static String withoutLong(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(segment -> segment.length() <= LONGEST_SHOWN ? segment : "…")
        .collect(Collectors.joining("/"));
  }

  /// A path for logs, without the token that may be in it. A path that only a caller who hides
  /// something would send is not shown.
  static String shown(String path) {
    var match = COVERED.matcher(path);
    if (!match.matches()) {
      return ShownPath.of(path);
    }
    if (match.group(2) == null) {
      return path;
    }
    var base = "/api/" + match.group(1) + "/";
    try {
      var segments = ApiPath.of(RestRequest.get(match.group(2)).path()).segments();
      return segments.size() > 2 && WITH_TOKEN.contains(segments.get(0))
          ? base + segments.get(0) + "/" + segments.get(1) + "/…"
          : withoutLong(path);
    } catch (IllegalArgumentException ambiguous) {
      return base + "…";
    }
  }
}
