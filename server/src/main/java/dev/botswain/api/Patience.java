package dev.botswain.api;

import dev.botswain.error.RequestRefusedException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How long a caller waits for its turn in Discord's limits: `Prefer: wait=5`, in seconds ([RFC
/// 7240, 4.3](https://www.rfc-editor.org/rfc/rfc7240#section-4.3)). Whoever asks for more than the
/// server's own patience gets that. Other preferences are ignored, as the RFC has it; a `wait` that
/// is no number is a mistake that would otherwise show in how long things take alone.
///
/// @param applied for the header `Preference-Applied`; null where nothing was preferred
record Patience(Duration most, @Nullable String applied) {
  private static final Pattern WAIT =
      Pattern.compile(
          "(?:^|,)\\s*+wait\\s*+(?:=\\s*+(\"[^\"]*+\"|[^;,]*+))?+\\s*+(?:[;,]|$)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SECONDS = Pattern.compile("(\"?)([0-9]+)\\1");
  private static final int LONGEST_NUMBER = 18;

  /// @throws RequestRefusedException if it is not understood how long
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
