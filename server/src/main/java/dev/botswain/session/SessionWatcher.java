package dev.botswain.session;

/// What depends on a session, and is told once when the session is over here. On any thread.
public interface SessionWatcher {
  /// The session has ended.
  void ended();

  /// The session's bot leaves this node. The session goes on where the bot will be, so whoever uses
  /// it can come back in a moment.
  void moved();
}
