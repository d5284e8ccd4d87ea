package dev.botswain.session;

/// The bot is not in the named guild.
public final class UnknownGuildException extends RuntimeException {
  private final long guildId;

  public UnknownGuildException(long guildId) {
    super("The bot is not in the guild " + guildId);
    this.guildId = guildId;
  }

  public long guildId() {
    return guildId;
  }
}
