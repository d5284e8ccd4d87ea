package dev.botswain.api;

import dev.botswain.time.Alarm;
import io.vertx.core.Context;
import java.time.Duration;

/// Ends the reading of events when a session ends: the reader gets the reason, if an event contains
/// it, and then nothing more.
final class SessionEnd {
  private static final Duration WAIT = Duration.ofMillis(500);

  private SessionEnd() {}

  static void soon(Context context, Runnable end) {
    context.runOnContext(_ -> new Alarm(context.owner()).set(WAIT, end));
  }
}
