package dev.botswain.cluster;

import dev.botswain.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/// A process on a machine with a clock of its own: its one thread, its timers. It may be stopped
/// (`SIGSTOP`: the clock runs on, nothing is done) and killed.
final class ToyProcess implements Loop {
  final World world;
  private final double rate;
  private final Runnable after;
  private final Ticker ticker;
  private final Queue<Runnable> inbox = new ArrayDeque<>();
  private final Queue<Runnable> missed = new ArrayDeque<>();
  private boolean running;
  private boolean stopped;
  private boolean dead;

  /// @param rate how fast its clock runs
  /// @param after runs whenever it has done something
  ToyProcess(World world, double rate, Runnable after) {
    this.world = world;
    this.rate = rate;
    long offset = world.between(-World.SECOND, World.SECOND) * 1_000;
    this.after = after;
    this.ticker = () -> (long) (world.now() * rate) + offset;
  }

  Ticker ticker() {
    return ticker;
  }

  boolean isDead() {
    return dead;
  }

  boolean isStopped() {
    return stopped;
  }

  void kill() {
    dead = true;
    missed.clear();
    inbox.clear();
  }

  void stop() {
    stopped = true;
  }

  void goOn() {
    stopped = false;
    while (!stopped && !missed.isEmpty()) {
      receive(missed.remove());
    }
  }

  /// Something reaches it.
  void receive(Runnable what) {
    if (dead) {
      return;
    }
    if (stopped) {
      missed.add(what);
      return;
    }
    running = true;
    what.run();
    while (!inbox.isEmpty()) {
      inbox.remove().run();
    }
    running = false;
    after.run();
  }

  @Override
  public void run(Runnable work) {
    if (running) {
      inbox.add(work);
    } else {
      receive(work);
    }
  }

  /// Runs something after a time of its own clock.
  void later(long nanos, Runnable what) {
    world.after(at(nanos) - world.now(), () -> receive(what));
  }

  /// When a time of its own clock is over, in nanoseconds of the true time.
  long at(long nanos) {
    return world.now() + (long) (nanos / rate) + world.between(0, 5 * World.MILLI);
  }

  @Override
  public Timer timer() {
    return new Timer() {
      private int sets;

      @Override
      public void set(Duration delay, Runnable then) {
        sets++;
        int mine = sets;
        later(
            delay.toNanos(),
            () -> {
              if (mine == sets) {
                then.run();
              }
            });
      }

      @Override
      public void stop() {
        sets++;
      }
    };
  }
}
