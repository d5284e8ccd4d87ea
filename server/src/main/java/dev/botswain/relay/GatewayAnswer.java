package dev.botswain.relay;

import dev.botswain.bot.Bot;
import dev.botswain.http.Answer;
import dev.botswain.http.HeaderNames;
import dev.botswain.http.Passage;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The answers to `GET /gateway` and `GET /gateway/bot`: the address of this server's gateway, and
/// that a client may identify there any number of times, because that costs the bot nothing
/// (<https://discord.com/developers/docs/events/gateway#get-gateway-bot>).
///
/// @param publicUrl the address at which callers reach this server; if absent, each gets the host
///   that it asked
public record GatewayAnswer(Optional<URI> publicUrl) {
  public static final String PATH = "/gateway";
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");
  private static final int IDENTIFIES = 1_000;
  private static final int CONCURRENCY = 16;

  public Answer of(Passage passage) {
    return Answer.json(Map.of("url", url(passage)));
  }

  public Answer of(Passage passage, Bot bot) {
    return Answer.json(
        new GatewayBot(
            url(passage),
            Math.max(1, bot.shards().size()),
            new StartLimit(IDENTIFIES, IDENTIFIES, Duration.ofDays(1).toMillis(), CONCURRENCY)));
  }

  /// The gateway's address, as this caller reaches it.
  public String url(Passage passage) {
    if (publicUrl.isPresent()) {
      return publicUrl.get().toString().replaceFirst("^http", "ws") + PATH;
    }
    var request = passage.request();
    var scheme = request.isSSL() ? "https" : "http";
    var host = request.getHeader("Host");
    if (passage.isForwarded()) {
      scheme = orElse(nearest(request.getHeader(HeaderNames.X_FORWARDED_PROTO)), scheme);
      host = orElse(nearest(request.getHeader(HeaderNames.X_FORWARDED_HOST)), host);
    }
    if (host == null || !HOST.matcher(host).matches()) {
      var local = request.localAddress();
      host = bracketed(local.hostAddress()) + ":" + local.port();
    }
    return (scheme.equalsIgnoreCase("https") ? "wss://" : "ws://") + host + PATH;
  }

  /// An address in the form of a URL (RFC 3986, 3.2.2), without the zone, which is only valid here.
  private static String bracketed(String address) {
    return address.indexOf(':') < 0 ? address : "[" + address.replaceFirst("%.*", "") + "]";
  }

  /// The value from the nearest proxy; any caller could have made up the values before it.
  private static @Nullable String nearest(@Nullable String forwarded) {
    return forwarded == null ? null : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  /// With Discord's field names.
  private record GatewayBot(String url, int shards, StartLimit session_start_limit) {}

  private record StartLimit(int total, int remaining, long reset_after, int max_concurrency) {}
}
