package dev.botswain.sim.control;

import dev.botswain.sim.rest.Rest;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.World;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/// Lets the users of the world act: now and then, as in a server with a few hundred people, or in
/// bursts, for load. A [Crowd] says what they do.
///
/// Paced by the machine's clock: what a late tick missed is made up for. Confined to the event
/// loop.
public final class Activity {
  /// Up to this rate people take their time: pauses differ, and who writes is seen typing before.
  private static final double LEISURELY = 5;

  private static final long TICK_MS = 10;
  private static final int MOST_AT_ONCE = 2_000;

  private final Vertx vertx;
  private final World world;
  private final Rest rest;
  private long round;
  private double rate;
  private long total;
  private long done;

  Activity(Vertx vertx, World world, Rest rest) {
    this.vertx = vertx;
    this.world = world;
    this.rest = rest;
  }

  /// Begins, in place of what was under way.
  ///
  /// @param perSecond how many things happen; each is at least one event
  /// @param most when to stop, [Long#MAX_VALUE] for never
  /// @param only the guild where it happens, null for all
  public void start(double perSecond, long most, @Nullable Guild only) {
    stop();
    rate = perSecond;
    total = most;
    done = 0;
    boolean leisurely = perSecond <= LEISURELY;
    Crowd.Later later =
        leisurely
            ? (ms, then) -> vertx.setTimer(ms, passed -> then.run())
            : (ms, then) -> then.run();
    var crowd = new Crowd(world, rest, only, later);
    if (leisurely) {
      stroll(crowd, round);
    } else {
      run(crowd, round, System.nanoTime());
    }
  }

  /// Ends it.
  public void stop() {
    round++;
    total = done;
  }

  private void stroll(Crowd crowd, long since) {
    vertx.setTimer(
        Math.max(1, (long) (1_000 / rate * crowd.between(0.3, 1.7))),
        now -> {
          if (since == round && !isDone()) {
            act(crowd);
            stroll(crowd, since);
          }
        });
  }

  private void run(Crowd crowd, long since, long from) {
    vertx.setTimer(
        TICK_MS,
        now -> {
          if (since != round) {
            return;
          }
          double seconds = (System.nanoTime() - from) / 1e9;
          long due = Math.min(total, (long) (seconds * rate));
          for (int i = 0; done < due && i < MOST_AT_ONCE; i++) {
            act(crowd);
          }
          if (!isDone()) {
            run(crowd, since, from);
          }
        });
  }

  private void act(Crowd crowd) {
    done++;
    crowd.act();
  }

  double rate() {
    return rate;
  }

  long total() {
    return total;
  }

  /// How many things have happened.
  public long done() {
    return done;
  }

  public boolean isDone() {
    return done >= total;
  }
}
