package dev.botswain.api;

import dev.botswain.session.Session;
import dev.botswain.session.Sessions;

/// Knows the sessions by their ids.
@FunctionalInterface
public interface Authentication {

  /// Who may call, as far as this package needs to know.
  interface Caller {
    /// Stands for the session in the log and the limits. Not the id, and nothing that leads to it.
    String fingerprint();

    /// Whose share is counted of what there is only so much of.
    default String tenant() {
      return fingerprint();
    }

    /// The caller of a session.
    static Caller of(Session session, Sessions all) {
      return new SessionCaller(session, all);
    }

    /// Whether the session is good still. One whose time has come ends by this.
    default boolean isLive() {
      return true;
    }
  }

  /// The live session with this id. Runs on an event loop for every request.
  ///
  /// @throws RequestRefusedException with [ApiError#UNKNOWN_SESSION], or with
  ///   [ApiError#TOKEN_REJECTED] if the session ended because Discord no longer takes the token
  Caller find(String sessionId);
}
