package dev.botswain.session;

/// The result of looking up the session that a caller names.
public sealed interface SessionLookup {

  /// It exists, and has just been used.
  record Found(Session session) implements SessionLookup {}

  /// There never was a session with this id, or it was logged out or expired.
  record Unknown() implements SessionLookup {}

  /// It ended because Discord no longer accepts the bot's token.
  record TokenRejected() implements SessionLookup {}

  /// Its bot is being brought up on this node, or leaves it. In a moment the session can be found,
  /// here or elsewhere.
  record Moving() implements SessionLookup {}
}
