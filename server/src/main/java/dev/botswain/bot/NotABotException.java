package dev.botswain.bot;

/// A token is accepted, but it belongs to a user account, not a bot. Discord forbids programs to
/// use those.
///
/// Source: <https://docs.discord.com/developers/topics/oauth2#bot-vs-user-accounts>.
public final class NotABotException extends RuntimeException {
  NotABotException() {
    super("The token belongs to a user account; only bots can log in");
  }
}
