package dev.botswain.inspect;

import dev.botswain.time.Ticker;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How many events a bot received and how many requests it sent, in the last five minutes by ten
/// seconds and in the last hour by minutes. Takes 0.4 KiB once there is an event, and 1.1 KiB more
/// once there is a request. Thread-safe.
public final class Activity {
  /// What is counted.
  public enum Kind {
    /// Dispatches of Discord's gateway.
    EVENTS,
    /// Requests that were sent, each try of a call.
    REQUESTS,
    /// Those of them that Discord answered with 429.
    LIMITED,
    /// Those that Discord refused otherwise, or did not answer.
    ERRORS
  }

  private static final int LIMITED = 429;
  private static final int REFUSED = 400;

  private final Ticker ticker;
  private final long began;
  private final @Nullable Steps[] fine = new Steps[Kind.values().length];
  private final @Nullable Steps[] coarse = new Steps[Kind.values().length];

  public Activity(Ticker ticker) {
    this.ticker = ticker;
    this.began = ticker.nanos();
  }

  /// How long steps are, and how many are known.
  public enum Scale {
    FINE(Duration.ofSeconds(10), 30),
    COARSE(Duration.ofMinutes(1), 60);

    private final Duration step;
    private final int steps;

    Scale(Duration step, int steps) {
      this.step = step;
      this.steps = steps;
    }

    public Duration step() {
      return step;
    }
  }

  /// Counts in a ring of steps.
  private static final class Steps {
    private final int[] counts;
    private long last;

    Steps(int steps, long now) {
      counts = new int[steps];
      last = now;
    }

    private void moveTo(long now) {
      if (now - last >= counts.length) {
        Arrays.fill(counts, 0);
        last = now;
      }
      while (last < now) {
        last++;
        counts[(int) (last % counts.length)] = 0;
      }
    }

    void add(long now) {
      moveTo(now);
      counts[(int) (now % counts.length)]++;
    }

    /// The oldest first; the last is not over yet.
    int[] all(long now) {
      moveTo(now);
      var all = new int[counts.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = counts[(int) Math.floorMod(now + 1 + i, (long) all.length)];
      }
      return all;
    }
  }

  /// An event has come.
  public synchronized void event() {
    add(Kind.EVENTS);
  }

  /// A request was sent.
  ///
  /// @param status of Discord's answer; 0 if there is none
  public synchronized void request(int status) {
    add(Kind.REQUESTS);
    if (status == LIMITED) {
      add(Kind.LIMITED);
    } else if (status == 0 || status >= REFUSED) {
      add(Kind.ERRORS);
    }
  }

  private void add(Kind kind) {
    add(fine, Scale.FINE, kind);
    add(coarse, Scale.COARSE, kind);
  }

  private void add(@Nullable Steps[] of, Scale scale, Kind kind) {
    long now = now(scale);
    Steps steps = of[kind.ordinal()];
    if (steps == null) {
      steps = new Steps(scale.steps, now);
      of[kind.ordinal()] = steps;
    }
    steps.add(now);
  }

  private long now(Scale scale) {
    return (ticker.nanos() - began) / scale.step.toNanos();
  }

  /// The counts of the last steps, the oldest first. The last step is not over yet; see
  /// [#sinceStep].
  public synchronized int[] counts(Scale scale, Kind kind) {
    Steps steps = (scale == Scale.FINE ? fine : coarse)[kind.ordinal()];
    return steps == null ? new int[scale.steps] : steps.all(now(scale));
  }

  /// The time since the last step began.
  public Duration sinceStep(Scale scale) {
    return Duration.ofNanos((ticker.nanos() - began) % scale.step.toNanos());
  }

  /// The time since counting began.
  public Duration age() {
    return Duration.ofNanos(ticker.nanos() - began);
  }
}
