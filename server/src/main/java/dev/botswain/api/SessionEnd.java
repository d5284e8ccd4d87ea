package dev.botswain.api;

import io.vertx.core.Context;

/// What becomes of those who read events when their session ends: they hear why, if an event says
/// so, and then no more.
final class SessionEnd {
  private static final long MILLIS = 500;

  private SessionEnd() {}

  static void soon(Context context, Runnable end) {
    context.runOnContext(_ -> context.owner().setTimer(MILLIS, _ -> end.run()));
  }
}
