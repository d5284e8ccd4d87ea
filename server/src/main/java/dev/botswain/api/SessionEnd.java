package dev.botswain.api;

import dev.botswain.session.SessionWatcher;
import dev.botswain.time.Alarm;
import io.vertx.core.Context;
import java.time.Duration;

/// Ends the reading of events when a session is over: the reader gets the reason, if an event
/// contains it, and then nothing more.
final class SessionEnd {
  private static final Duration WAIT = Duration.ofMillis(500);

  private SessionEnd() {}

  /// @param context where the following run
  /// @param end the session has ended; a moment ago
  /// @param sendAway its bot leaves this node, so the reader should come back; at once
  static SessionWatcher of(Context context, Runnable end, Runnable sendAway) {
    return new SessionWatcher() {
      @Override
      public void ended() {
        context.runOnContext(_ -> new Alarm(context.owner()).set(WAIT, end));
      }

      @Override
      public void moved() {
        context.runOnContext(_ -> sendAway.run());
      }
    };
  }
}
