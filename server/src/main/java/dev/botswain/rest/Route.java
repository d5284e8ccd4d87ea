package dev.botswain.rest;

import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/// Which of Discord's limits a request falls under, as far as its method and path can tell.
///
/// @param template the method and path with every id, token, code and emoji left out
/// @param major the top-level resources that the path names, with their ids; empty if there is
///   none. Each has limits of its own: <https://discord.com/developers/docs/topics/rate-limits>
/// @param ownToken whether the path holds a token of its own, a webhook's or an interaction's. Such
///   a request is sent without the bot's token, is not bound to the bot's global limit, and its
///   failure says nothing about the bot's token
record Route(String template, String major, boolean ownToken) {
  private static final Set<String> MAJOR =
      Set.of("channels", "guilds", "webhooks", "stage-instances");
  private static final Set<String> OWN_TOKEN = Set.of("webhooks", "interactions");

  /// After these stands a name of someone's choice.
  private static final Set<String> NAMED =
      Set.of("reactions", "invites", "templates", "activity-instances");

  private static final int LONGEST_WORD = 32;
  private static final int LONGEST_SNOWFLAKE = 19;
  private static final Duration OLD = Duration.ofDays(14);
  private static final long DISCORD_EPOCH = 1_420_070_400_000L;

  static Route of(HttpMethod method, String path, Clock clock) {
    var template = new StringBuilder(path.length() + 8).append(method.name()).append(' ');
    var major = new StringBuilder();
    var segments = path.substring(1).split("/");
    for (int i = 0; i < segments.length; i++) {
      var segment = segments[i];
      var parent = i == 0 ? "" : segments[i - 1];
      if (NAMED.contains(parent) || isToken(segments, i)) {
        template.append("/{name}");
      } else if (isId(segment)) {
        template.append("/{id}");
        if (MAJOR.contains(parent)) {
          major.append('/').append(parent).append('/').append(segment);
        }
      } else {
        template.append('/').append(isWord(segment) ? segment : "{name}");
      }
    }
    var ownToken = segments.length > 2 && isToken(segments, 2);
    if (ownToken) {
      major.setLength(0);
      major.append('/').append(segments[0]).append('/').append(segments[1]);
      major.append('/').append(segments[2]);
    }
    if (deletesOldMessage(method, segments, clock)) {
      template.append(" (old)");
    }
    return new Route(template.toString(), major.toString(), ownToken);
  }

  boolean isWebhook() {
    return major.startsWith("/webhooks/");
  }

  private static boolean isId(String segment) {
    return !segment.isEmpty() && segment.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isToken(String[] segments, int i) {
    return i == 2 && OWN_TOKEN.contains(segments[0]) && isId(segments[1]);
  }

  /// What does not look like a word of the API is a name too, or else a caller could make up routes
  /// without end.
  private static boolean isWord(String segment) {
    return segment.length() <= LONGEST_WORD
        && segment
            .chars()
            .allMatch(
                c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-_.@".indexOf(c) >= 0);
  }

  /// Discord counts the deletion of messages that are older than two weeks apart, on a path that is
  /// the same. Its documentation does not say so; without the distinction, the route would change
  /// its bucket to and fro.
  private static boolean deletesOldMessage(HttpMethod method, String[] segments, Clock clock) {
    if (!method.equals(HttpMethod.DELETE)
        || segments.length != 4
        || !segments[0].equals("channels")
        || !segments[2].equals("messages")
        || !isId(segments[3])
        || segments[3].length() > LONGEST_SNOWFLAKE) {
      return false;
    }
    var sent = (Long.parseUnsignedLong(segments[3]) >>> 22) + DISCORD_EPOCH;
    return clock.millis() - sent > OLD.toMillis();
  }
}
