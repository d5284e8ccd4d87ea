package dev.botswain.bot;

/// The gateway session that keeps a list of members current ended while the list was being fetched.
/// A retry works once the bot is connected again.
public final class MembersForgottenException extends RuntimeException {
  MembersForgottenException() {
    super("The bot's gateway session ended while its members were being fetched");
  }
}
