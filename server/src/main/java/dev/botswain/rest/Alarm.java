package dev.botswain.rest;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/// Runs something once after a while, on the event loop on which it was set. Setting it again
/// before it has rung changes nothing: what it runs looks at the clock itself.
final class Alarm {
  private static final long NOT_SET = -1;
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Vertx vertx;
  private final Runnable task;
  private long timer = NOT_SET;

  Alarm(Vertx vertx, Runnable task) {
    this.vertx = vertx;
    this.task = task;
  }

  /// Rings after that many nanoseconds, never earlier.
  void setIn(long nanos) {
    if (timer == NOT_SET) {
      timer = vertx.setTimer(Math.max(1, (nanos + MILLI - 1) / MILLI), _ -> ring());
    }
  }

  void stop() {
    if (timer != NOT_SET) {
      vertx.cancelTimer(timer);
      timer = NOT_SET;
    }
  }

  private void ring() {
    timer = NOT_SET;
    task.run();
  }
}
