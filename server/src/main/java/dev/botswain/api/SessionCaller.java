package dev.botswain.api;

import dev.botswain.session.Session;
import dev.botswain.session.Sessions;

/// Somebody with a session.
record SessionCaller(Session session, Sessions all) implements Authentication.Caller {
  @Override
  public String fingerprint() {
    return session.fingerprint();
  }

  /// The bot, for a bot may have many sessions.
  @Override
  public String tenant() {
    return "bot " + session.bot().id();
  }

  @Override
  public boolean isLive() {
    return all.isLive(session);
  }
}
