package dev.botswain.session;

/// The bot is not in the named guild.
public final class UnknownGuildException extends RuntimeException {
  public UnknownGuildException(long guildId) {
    super("The bot is not in the guild " + guildId);
  }
}
