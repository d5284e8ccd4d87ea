package dev.botswain.discord.rest;

import dev.botswain.discord.protocol.Snowflake;
import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Which of Discord's limits a request falls under, as far as its method and path show.
///
/// @param template the method and path without ids, tokens, codes and emojis
/// @param major the top-level resources in the path, with their ids; empty if there is none. Each
///   has separate limits: <https://discord.com/developers/docs/topics/rate-limits>
/// @param ownToken whether the path contains a token of its own, a webhook's or an interaction's.
///   Such a request is sent without the bot's token, is not subject to the bot's global limit, and
///   its failure says nothing about the bot's token
public record Route(String template, String major, boolean ownToken) {
  private static final Set<String> MAJOR =
      Set.of("channels", "guilds", "webhooks", "stage-instances");

  private static final int LONGEST_SNOWFLAKE = 19;
  private static final Duration OLD = Duration.ofDays(14);

  /// The beginning of an interaction's token: `interaction:` in base64. It can be used like a
  /// webhook's token.
  static final String INTERACTION = "aW50ZXJhY3Rpb246";

  static Route of(HttpMethod method, String path, Clock clock) {
    var parts = ApiPath.of(path);
    var template = method.name() + " " + parts.template();
    return new Route(
        deletesOldMessage(method, parts.segments(), clock) ? template + " (old)" : template,
        parts.hasOwnToken() ? withToken(parts.segments()) : major(parts),
        parts.hasOwnToken());
  }

  boolean isWebhook() {
    return major.startsWith("/webhooks/");
  }

  /// Whether it answers an interaction, or is a later message of one.
  boolean isInteraction() {
    return ownToken && (!isWebhook() || major.contains("/" + INTERACTION));
  }

  private static String withToken(List<String> segments) {
    return "/" + String.join("/", segments.subList(0, 3));
  }

  private static String major(ApiPath path) {
    var major = new StringBuilder();
    for (int i = 1; i < path.segments().size(); i++) {
      var segment = path.segments().get(i);
      if (MAJOR.contains(path.parent(i)) && ApiPath.isId(segment)) {
        major.append('/').append(path.parent(i)).append('/').append(segment);
      }
    }
    return major.toString();
  }

  /// Discord counts the deletion of messages that are older than two weeks separately, on the same
  /// path. Its documentation does not say so. Without the distinction, the route would keep
  /// switching its bucket.
  private static boolean deletesOldMessage(HttpMethod method, List<String> segments, Clock clock) {
    if (!method.equals(HttpMethod.DELETE)
        || segments.size() != 4
        || !segments.get(0).equals("channels")
        || !segments.get(2).equals("messages")
        || !ApiPath.isId(segments.get(3))
        || segments.get(3).length() > LONGEST_SNOWFLAKE) {
      return false;
    }
    var sent = Snowflake.millis(Long.parseUnsignedLong(segments.get(3)));
    return clock.millis() - sent > OLD.toMillis();
  }
}
