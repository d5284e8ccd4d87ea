package dev.botswain.api;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long a caller waits for its turn in Discord's limits: `Prefer: wait=5`, in seconds ([RFC
/// 7240, 4.3](https://www.rfc-editor.org/rfc/rfc7240#section-4.3)). Whoever asks for more than the
/// server's own patience gets that; preferences that are not understood are ignored, as the RFC has
/// it.
///
/// @param applied for the header `Preference-Applied`; null where nothing was preferred
record Patience(Duration most, @Nullable String applied) {
  private static final Pattern WAIT =
      Pattern.compile(
          "(?:^|,)\\s*wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?:[;,]|$)", Pattern.CASE_INSENSITIVE);

  static Patience of(@Nullable String prefer, Duration longest) {
    var wait = prefer == null ? null : WAIT.matcher(prefer);
    if (wait == null || !wait.find()) {
      return new Patience(longest, null);
    }
    long seconds = Math.min(Long.parseLong(wait.group(1)), longest.toSeconds());
    return new Patience(Duration.ofSeconds(seconds), "wait=" + seconds);
  }
}
