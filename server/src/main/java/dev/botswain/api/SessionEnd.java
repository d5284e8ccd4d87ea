package dev.botswain.api;

import dev.botswain.time.Alarm;
import io.vertx.core.Context;
import java.time.Duration;

/// What becomes of those who read events when their session ends: they hear why, if an event says
/// so, and then no more.
final class SessionEnd {
  private static final Duration WAIT = Duration.ofMillis(500);

  private SessionEnd() {}

  static void soon(Context context, Runnable end) {
    context.runOnContext(_ -> new Alarm(context.owner()).set(WAIT, end));
  }
}
