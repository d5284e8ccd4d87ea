package dev.botswain.http;

import java.util.Locale;
import java.util.regex.Pattern;

/// A request's path as logs show it: without possible secrets. The token of an interaction or of
/// one of Discord's webhooks is all that is needed to post, and callers put tokens and session ids
/// in wrong places.
public final class ShownPath {
  private static final String HIDDEN = "…";

  /// No secret is this short, and no id this long.
  private static final int LONGEST = 32;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~@-]*");

  private ShownPath() {}

  /// A path of the contract: its template, with the values that are ids.
  ///
  /// @param path as it arrived
  static String of(String template, String path) {
    if (template.equals(path)) {
      return path;
    }
    String[] names = template.split("/", -1);
    String[] segments = path.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      String name = i < names.length ? names[i].toLowerCase(Locale.ROOT) : "token";
      if (name.contains("token") || !isPlain(segments[i])) {
        segments[i] = HIDDEN;
      }
    }
    return String.join("/", segments);
  }

  /// An unknown path: up to the first segment that may be a secret. Segments after the id of a
  /// webhook or an interaction always may be.
  ///
  /// @param path as it arrived
  public static String of(String path) {
    var shown = new StringBuilder(path.length());
    boolean ofToken = false;
    boolean hasId = false;
    for (String segment : path.split("/", -1)) {
      if (!isPlain(segment) || hasId && !segment.isEmpty()) {
        return shown.append(HIDDEN).toString();
      }
      hasId |= ofToken && !segment.isEmpty() && !segment.equals(".");
      ofToken |= isBeforeToken(segment);
      shown.append(segment).append('/');
    }
    shown.setLength(shown.length() - 1);
    return shown.toString();
  }

  /// Whether a segment cannot be a secret, by its form.
  private static boolean isPlain(String segment) {
    return segment.length() <= LONGEST && PLAIN.matcher(segment).matches();
  }

  private static boolean isBeforeToken(String segment) {
    String word = segment.toLowerCase(Locale.ROOT);
    return word.contains("webhook") || word.contains("interaction");
  }
}
