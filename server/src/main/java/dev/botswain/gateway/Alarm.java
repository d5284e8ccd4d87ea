package dev.botswain.gateway;

import io.vertx.core.Vertx;

/// A timer that is set for one thing at a time, and that leaves nothing behind when it is
/// cancelled.
final class Alarm {
  private final Vertx vertx;
  private long timer = -1;

  Alarm(Vertx vertx) {
    this.vertx = vertx;
  }

  /// Does something later, on the calling context, unless it is cancelled or set anew before.
  void set(long millis, Runnable then) {
    cancel();
    timer =
        vertx.setTimer(
            Math.max(1, millis),
            _ -> {
              timer = -1;
              then.run();
            });
  }

  boolean isSet() {
    return timer != -1;
  }

  void cancel() {
    if (timer != -1) {
      vertx.cancelTimer(timer);
      timer = -1;
    }
  }
}
