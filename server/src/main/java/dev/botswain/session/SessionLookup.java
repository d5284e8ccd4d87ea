package dev.botswain.session;

/// What became of the session that a caller names.
public sealed interface SessionLookup {

  /// It is there, and was used just now.
  record Found(Session session) implements SessionLookup {}

  /// There never was one of that id, or it was logged out or expired.
  record Unknown() implements SessionLookup {}

  /// It ended because Discord does not accept the bot's token any more.
  record TokenRejected() implements SessionLookup {}
}
