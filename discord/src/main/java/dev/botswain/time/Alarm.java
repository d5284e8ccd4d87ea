package dev.botswain.time;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A timer that is set for one thing at a time, and that leaves nothing behind when it is stopped.
/// The one way to Vert.x's timers, whose ids are numbers from 0 on, so that a field that was never
/// set names somebody else's timer: `TimersTest` holds that nobody else calls them.
///
/// Confined to the event loop on which it is set.
public final class Alarm {
  private final Vertx vertx;
  private @Nullable Long timer;

  public Alarm(Vertx vertx) {
    this.vertx = vertx;
  }

  /// Does something after a while, never earlier, unless it is stopped or set anew before.
  ///
  /// @param after one millisecond at least; fractions of one are rounded up
  public void set(Duration after, Runnable then) {
    stop();
    timer =
        vertx.setTimer(
            millis(after),
            _ -> {
              timer = null;
              then.run();
            });
  }

  /// Does something now and then until it is stopped or set anew.
  ///
  /// @param every one millisecond at least; fractions of one are rounded up
  public void setEvery(Duration every, Runnable each) {
    stop();
    timer = vertx.setPeriodic(millis(every), _ -> each.run());
  }

  public boolean isSet() {
    return timer != null;
  }

  public void stop() {
    Long set = timer;
    if (set != null) {
      timer = null;
      vertx.cancelTimer(set);
    }
  }

  private static long millis(Duration time) {
    return Math.max(1, time.plusNanos(999_999).toMillis());
  }
}
