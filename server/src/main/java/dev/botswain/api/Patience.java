package dev.botswain.api;

import dev.botswain.error.RequestRefusedException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long a caller waits for its turn in Discord's limits: `Prefer: wait=5`, in seconds ([RFC
/// 7240, 4.3](https://www.rfc-editor.org/rfc/rfc7240#section-4.3)). A caller that asks for more
/// than the server's own patience gets that. Other preferences are ignored, as in the RFC; a `wait`
/// that is not a number is an error, because the mistake would otherwise only show in how long
/// requests take.
///
/// @param applied for the header `Preference-Applied`; null if there was no preference
record Patience(Duration most, @Nullable String applied) {
  private static final Pattern WAIT =
      Pattern.compile(
          "(?:^|,)\\s*+wait\\s*+(?:=\\s*+(\"[^\"]*+\"|[^;,]*+))?+\\s*+(?:[;,]|$)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SECONDS = Pattern.compile("(\"?)([0-9]+)\\1");
  private static final int LONGEST_NUMBER = 18;

  /// @throws RequestRefusedException if the wait is not valid
  static Patience of(@Nullable String prefer, Duration longest) {
    var wait = prefer == null ? null : WAIT.matcher(prefer);
    if (wait == null || !wait.find()) {
      return new Patience(longest, null);
    }
    var given = wait.group(1);
    var digits = SECONDS.matcher(given == null ? "" : given.strip());
    if (!digits.matches()) {
      throw RequestRefusedException.field(
          "Prefer", "must say wait in whole seconds, such as wait=5");
    }
    var number = digits.group(2);
    long seconds =
        number.length() > LONGEST_NUMBER
            ? longest.toSeconds()
            : Math.min(Long.parseLong(number), longest.toSeconds());
    return new Patience(Duration.ofSeconds(seconds), "wait=" + seconds);
  }
}
