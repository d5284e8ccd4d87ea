package dev.botswain.discord.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A path of Discord's API as Discord reads it: split into segments, each decoded. All code that
/// depends on what a request is about must use this, because `/%77ebhooks/1/x` is a webhook like
/// any other.
///
/// @param segments at least one
public record ApiPath(List<String> segments) {
  private static final Set<String> OWN_TOKEN = Set.of("webhooks", "interactions");

  /// These are followed by a name that a user chose.
  private static final Set<String> NAMED =
      Set.of("reactions", "invites", "templates", "activity-instances");

  private static final int LONGEST_WORD = 32;

  public ApiPath {
    segments = List.copyOf(segments);
  }

  /// @param path below the API's base, percent-encoded, as in a [RestRequest]
  public static ApiPath of(String path) {
    return new ApiPath(Arrays.stream(path.substring(1).split("/")).map(ApiPath::decoded).toList());
  }

  /// Whether it contains a token of its own, a webhook's or an interaction's: anyone who knows it
  /// may use it.
  public boolean hasOwnToken() {
    return segments.size() > 2 && isToken(2);
  }

  /// Whether it answers an interaction, or is a later message of one.
  public boolean isInteraction() {
    return hasOwnToken()
        && (segments.get(0).equals("interactions")
            || segments.get(2).startsWith(Route.INTERACTION));
  }

  /// The path without ids, tokens, codes and emojis: `/channels/{id}/messages`.
  public String template() {
    var template = new StringBuilder();
    for (int i = 0; i < segments.size(); i++) {
      var segment = segments.get(i);
      if (NAMED.contains(parent(i)) || isToken(i)) {
        template.append("/{name}");
      } else if (isId(segment)) {
        template.append("/{id}");
      } else {
        template.append('/').append(isWord(segment) ? segment : "{name}");
      }
    }
    return template.toString();
  }

  /// The first id of that kind: `channels` finds 1 in `/channels/1/messages/2`. Null if there is
  /// none.
  public @Nullable String id(String kind) {
    for (int i = 1; i < segments.size(); i++) {
      if (parent(i).equals(kind) && isId(segments.get(i)) && !isToken(i)) {
        return segments.get(i);
      }
    }
    return null;
  }

  String parent(int i) {
    return i == 0 ? "" : segments.get(i - 1);
  }

  static boolean isId(String segment) {
    return !segment.isEmpty() && segment.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private boolean isToken(int i) {
    return i == 2 && OWN_TOKEN.contains(segments.get(0)) && isId(segments.get(1));
  }

  /// Anything that does not look like a word of the API counts as a name too; otherwise callers
  /// could invent any number of routes.
  private static boolean isWord(String segment) {
    return segment.length() <= LONGEST_WORD
        && segment
            .chars()
            .allMatch(
                c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-_.@".indexOf(c) >= 0);
  }

  private static String decoded(String segment) {
    return segment.indexOf('%') < 0
        ? segment
        : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
