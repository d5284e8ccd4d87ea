package dev.botswain.time;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A timer for one action at a time, which leaves nothing behind when it is stopped. All code must
/// use it instead of Vert.x's timers: their ids are numbers from 0, so a field that was never set
/// names another timer. `TimersTest` checks that no other code calls them.
///
/// Confined to the event loop on which it is set.
public final class Alarm {
  private final Vertx vertx;
  private @Nullable Long timer;

  public Alarm(Vertx vertx) {
    this.vertx = vertx;
  }

  /// Runs an action after a delay, never earlier, unless it is stopped or set again before.
  ///
  /// @param after at least one millisecond; fractions are rounded up
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

  /// Runs an action periodically until it is stopped or set again.
  ///
  /// @param every at least one millisecond; fractions are rounded up
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
