package dev.botswain.bot;

/// A list of members was being fetched when the gateway session that keeps it current ended. Asking
/// again works once the bot is back.
public final class MembersForgottenException extends RuntimeException {
  MembersForgottenException() {
    super("The bot's gateway session ended while its members were being fetched");
  }
}
