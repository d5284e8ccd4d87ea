package dev.botswain.discord.gateway;

import dev.botswain.time.Backoff;
import dev.botswain.time.Ticker;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How fast a shard reconnects: at once after a session that worked, later and later after
/// failures, and slower still if each attempt costs one of the day's IDENTIFYs.
final class ReconnectPace {
  /// A session that worked and lasted this long counts as good, and the next IDENTIFY is not
  /// delayed.
  private static final Duration STABLE = Duration.ofMinutes(1);

  private static final Backoff IDENTIFY_AGAIN =
      new Backoff(Duration.ofSeconds(4), Duration.ofMinutes(10));

  private final Backoff backoff;
  private final Ticker ticker;
  private final RandomGenerator random;
  private int failures;
  private int shortSessions;
  private @Nullable Long identifiedAt;
  private boolean worked;

  ReconnectPace(Backoff backoff, Ticker ticker, RandomGenerator random) {
    this.backoff = backoff;
    this.ticker = ticker;
    this.random = random;
  }

  void identified() {
    identifiedAt = ticker.nanos();
    worked = false;
  }

  /// READY or RESUMED has arrived.
  void connected() {
    failures = 0;
    worked = true;
  }

  /// A RESUME was answered, even if only with the end of the session: the outage is over.
  void answered() {
    failures = 0;
  }

  /// An attempt failed.
  void failed() {
    failures++;
  }

  /// Whether no attempt has failed recently, so that a failure is news.
  boolean isGood() {
    return failures == 0;
  }

  /// The gateway session can no longer be resumed.
  void sessionLost() {
    Long since = identifiedAt;
    if (since != null) {
      boolean stable = worked && ticker.nanos() - since > STABLE.toNanos();
      shortSessions = stable ? 0 : shortSessions + 1;
      identifiedAt = null;
    }
  }

  /// The time until the next attempt.
  ///
  /// @param resuming whether it would be a RESUME, which costs nothing
  Duration pause(boolean resuming) {
    Duration pause = backoff.pause(failures, random);
    if (resuming || shortSessions < 2) {
      return pause;
    }
    Duration longer = IDENTIFY_AGAIN.pause(shortSessions - 1, random);
    return longer.compareTo(pause) > 0 ? longer : pause;
  }
}
