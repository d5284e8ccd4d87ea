package dev.botswain.bot;

import dev.botswain.discord.gateway.AfterClose;
import org.jspecify.annotations.Nullable;

/// Discord's gateway refuses a bot permanently.
public final class BotRefusedException extends RuntimeException {
  private final AfterClose because;

  /// @param trouble what the gateway said, or null
  BotRefusedException(AfterClose because, @Nullable String trouble) {
    super("Discord's gateway refused the bot: " + (trouble == null ? because : trouble));
    this.because = because;
  }

  /// The reason of the refusal.
  public AfterClose because() {
    return because;
  }
}
