package dev.botswain.relay;

import dev.botswain.bot.Bot;
import dev.botswain.http.Answer;
import dev.botswain.http.Passage;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What `GET /gateway` and `GET /gateway/bot` say: where our gateway is, and that a client may
/// identify there as often as it likes, for that costs the bot nothing
/// (<https://discord.com/developers/docs/events/gateway#get-gateway-bot>).
///
/// @param publicUrl how callers reach this server; if absent, each is told the host that it asked
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

  /// Where the gateway is, as this caller reaches it.
  public String url(Passage passage) {
    if (publicUrl.isPresent()) {
      return publicUrl.get().toString().replaceFirst("^http", "ws") + PATH;
    }
    var request = passage.request();
    var scheme = "http";
    var host = request.getHeader("Host");
    if (passage.isForwarded()) {
      scheme = orElse(nearest(request.getHeader("X-Forwarded-Proto")), scheme);
      host = orElse(nearest(request.getHeader("X-Forwarded-Host")), host);
    }
    if (host == null || !HOST.matcher(host).matches()) {
      var local = request.localAddress();
      host = bracketed(local.hostAddress()) + ":" + local.port();
    }
    return (scheme.equalsIgnoreCase("https") ? "wss://" : "ws://") + host + PATH;
  }

  /// As an address stands in a URL (RFC 3986, 3.2.2), without the zone, which is ours alone.
  private static String bracketed(String address) {
    return address.indexOf(':') < 0 ? address : "[" + address.replaceFirst("%.*", "") + "]";
  }

  /// What the proxy next to us said; what stands before that anybody could have made up.
  private static @Nullable String nearest(@Nullable String forwarded) {
    return forwarded == null ? null : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  /// Named as Discord names it.
  private record GatewayBot(String url, int shards, StartLimit session_start_limit) {}

  private record StartLimit(int total, int remaining, long reset_after, int max_concurrency) {}
}
