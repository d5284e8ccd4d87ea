package dev.botswain.bot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A bot did not get through to Discord's gateway in the time that a login waits.
public final class BotNotReadyException extends RuntimeException {
  /// @param trouble what is in the way, or null
  BotNotReadyException(Duration waited, @Nullable String trouble) {
    super(
        "The bot could not connect to Discord's gateway within %s s%s"
            .formatted(waited.toSeconds(), trouble == null ? "" : ": " + trouble));
  }
}
