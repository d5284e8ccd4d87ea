package dev.botswain.bot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A bot was not connected to Discord's gateway within the time that a login waits.
public final class BotNotReadyException extends RuntimeException {
  /// @param trouble what is wrong, or null
  BotNotReadyException(Duration waited, @Nullable String trouble) {
    super(
        "The bot could not connect to Discord's gateway within %s s%s"
            .formatted(waited.toSeconds(), trouble == null ? "" : ": " + trouble));
  }
}
