package dev.botswain.relay.rest;

import dev.botswain.discord.rest.RestRequest;
import dev.botswain.http.HeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which headers pass the relay, in either direction.
final class RestHeaders {
  /// Headers of one connection, not of the message (RFC 9110, 7.6.1).
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /// Headers that are set again for Discord, or that are for this server and not for Discord.
  private static final Set<String> OURS =
      Set.of(
          "authorization",
          "host",
          "content-length",
          "expect",
          "accept-encoding",
          "origin",
          "cookie");

  /// Headers added by proxies in front of this server. Cloudflare, which is in front of Discord,
  /// refuses requests that seem to have passed it already.
  private static final Set<String> OF_PROXIES =
      Set.of("forwarded", "via", "cdn-loop", "true-client-ip", "x-real-ip");

  /// Where a request is in its caller's trace (<https://www.w3.org/TR/trace-context/>,
  /// <https://www.w3.org/TR/baggage/>), which is no business of Discord's.
  private static final Set<String> OF_TRACES = Set.of("traceparent", "tracestate", "baggage");

  /// Headers about Discord's own host, for browsers.
  private static final Set<String> OF_HOST =
      Set.of(
          "alt-svc",
          "clear-site-data",
          "nel",
          "public-key-pins",
          "report-to",
          "reporting-endpoints",
          "set-cookie",
          "set-cookie2",
          "strict-transport-security");

  /// Headers that this server sets on every answer.
  private static final Set<String> OURS_TO_CALLER =
      Set.of("x-content-type-options", "x-request-id");

  /// The codings that leave a body unchanged.
  private static final Set<String> PLAIN = Set.of("identity", "chunked", "");

  /// This server decides which pages may call ([dev.botswain.http.Mount#methods]), not Discord,
  /// which would refuse them.
  private static final String OF_PAGES = "access-control-";

  /// The number of milliseconds that a request waited here.
  static final String QUEUED = HeaderNames.QUEUE_MS;

  private static final List<String> OF_PROXIES_TOO = List.of("x-forwarded-", "cf-");
  private static final String OF_OURS_TOO = "botswain-";

  /// <https://discord.com/developers/docs/reference#user-agent>.
  private static final Pattern USER_AGENT = Pattern.compile("DiscordBot \\([^(),]+,[^()]+\\).*");

  private RestHeaders() {}

  /// The headers that Discord gets. The answer is requested without compression, because it is
  /// searched for the bot's token and must keep its length.
  static List<Map.Entry<String, String>> toDiscord(MultiMap headers) {
    var connection = connectionOptions(headers);
    var passed = new ArrayList<Map.Entry<String, String>>();
    for (var header : headers) {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      var passes =
          switch (name) {
            case "user-agent" -> USER_AGENT.matcher(header.getValue()).matches();
            default ->
                !OURS.contains(name)
                    && !OF_PROXIES.contains(name)
                    && !OF_TRACES.contains(name)
                    && OF_PROXIES_TOO.stream().noneMatch(name::startsWith)
                    && !name.startsWith(OF_OURS_TOO)
                    && !name.startsWith(OF_PAGES)
                    && !HOP_BY_HOP.contains(name)
                    && !connection.contains(name);
          };
      if (passes) {
        passed.add(Map.entry(header.getKey(), header.getValue()));
      }
    }
    passed.add(Map.entry("Accept-Encoding", "identity"));
    return passed;
  }

  /// The headers that the caller gets. Invalid ones are dropped.
  static void toCaller(MultiMap headers, MultiMap answer) {
    var connection = connectionOptions(headers);
    for (var header : headers) {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(name)
          && !connection.contains(name)
          && !OF_HOST.contains(name)
          && !OURS_TO_CALLER.contains(name)
          && !name.startsWith(OF_OURS_TOO)
          && !name.startsWith(OF_PAGES)
          && RestRequest.isHeader(header.getKey(), header.getValue())) {
        answer.add(header.getKey(), header.getValue());
      }
    }
    answer.set(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
  }

  /// Whether an answer's body has a content coding. None was requested, and its content cannot be
  /// searched.
  static boolean isCoded(MultiMap headers) {
    return Stream.of(HttpHeaders.CONTENT_ENCODING, HttpHeaders.TRANSFER_ENCODING)
        .flatMap(name -> headers.getAll(name).stream())
        .flatMap(line -> Stream.of(line.split(",")))
        .anyMatch(coding -> !PLAIN.contains(coding.strip().toLowerCase(Locale.ROOT)));
  }

  /// The headers that a message declares as belonging to its connection.
  private static Set<String> connectionOptions(MultiMap headers) {
    var options = new HashSet<String>();
    for (var line : headers.getAll(HttpHeaders.CONNECTION)) {
      for (var option : line.split(",")) {
        options.add(option.strip().toLowerCase(Locale.ROOT));
      }
    }
    return options;
  }
}
