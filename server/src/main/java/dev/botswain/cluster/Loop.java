package dev.botswain.cluster;

import dev.botswain.time.Alarm;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/// Where a cluster does its work: one thing at a time. A simulation has its own.
public interface Loop {

  /// Does something there, after what was passed before. May be called from any thread.
  void run(Runnable work);

  /// A new timer; to be used there only.
  Timer timer();

  /// For one action at a time.
  interface Timer {
    /// Runs an action after a delay, unless it is stopped or set again before.
    void set(Duration after, Runnable then);

    void stop();
  }

  /// One of the event loops.
  static Loop of(Vertx vertx) {
    Context context = vertx.getOrCreateContext();
    return new Loop() {
      @Override
      public void run(Runnable work) {
        context.runOnContext(_ -> work.run());
      }

      @Override
      public Timer timer() {
        return timerOf(new Alarm(vertx));
      }
    };
  }

  private static Timer timerOf(Alarm alarm) {
    return new Timer() {
      @Override
      public void set(Duration after, Runnable then) {
        alarm.set(after, then);
      }

      @Override
      public void stop() {
        alarm.stop();
      }
    };
  }
}
