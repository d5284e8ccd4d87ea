package dev.botswain.discord.gateway;

import dev.botswain.time.Alarm;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// The heartbeat of one connection: sends at Discord's interval, and notices when there is no
/// acknowledgement.
///
/// Source: <https://discord.com/developers/docs/events/gateway#sending-heartbeats>.
final class Heartbeat {
  /// Bounds for an interval from a faulty server: neither a busy loop nor silence.
  private static final long LEAST_MILLIS = 100;

  private static final long MOST_MILLIS = Duration.ofMinutes(10).toMillis();

  private final Runnable send;
  private final Runnable dead;
  private final Alarm alarm;
  private boolean unanswered;
  private long sentAt;

  /// @param send sends a heartbeat
  /// @param dead called once when an interval has passed without an acknowledgement
  Heartbeat(Vertx vertx, Runnable send, Runnable dead) {
    this.alarm = new Alarm(vertx);
    this.send = send;
    this.dead = dead;
  }

  /// Starts with a heartbeat at a random moment of the first interval.
  void start(long intervalMillis, RandomGenerator random) {
    stop();
    long interval = Math.clamp(intervalMillis, LEAST_MILLIS, MOST_MILLIS);
    long first = Math.max(1, (long) (interval * random.nextDouble()));
    alarm.set(
        Duration.ofMillis(first),
        () -> {
          alarm.setEvery(Duration.ofMillis(interval), this::beat);
          beat();
        });
  }

  private void beat() {
    if (unanswered) {
      stop();
      dead.run();
    } else {
      unanswered = true;
      sentAt = System.nanoTime();
      send.run();
    }
  }

  /// An acknowledgement has arrived.
  ///
  /// @return the nanoseconds since the heartbeat that it acknowledges, or -1 if no heartbeat of the
  ///   interval waits for one
  long acknowledged() {
    long latency = unanswered ? System.nanoTime() - sentAt : -1;
    unanswered = false;
    return latency;
  }

  void stop() {
    alarm.stop();
  }
}
