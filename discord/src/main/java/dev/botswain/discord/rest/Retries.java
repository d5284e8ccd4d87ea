package dev.botswain.discord.rest;

import dev.botswain.time.Alarm;
import dev.botswain.time.Backoff;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Sends requests again that Discord fails to answer.
final class Retries {
  /// How often a request is tried, including the first time.
  static final int TRIES = 3;

  /// The waits between the tries.
  static final Backoff PAUSES = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(4));

  private final DiscordRest rest;

  Retries(DiscordRest rest) {
    this.rest = rest;
  }

  /// Counts a failure, and tries again after a while.
  ///
  /// @param again sends it
  /// @return false if it was tried often enough, or would be too late
  boolean follow(RestCall call, Runnable again) {
    call.failures++;
    var wait = PAUSES.pause(call.failures, ThreadLocalRandom.current()).toNanos();
    if (call.failures == TRIES || wait > call.patienceLeft(rest.ticker.getAsLong())) {
      return false;
    }
    rest.metrics.retried();
    new Alarm(rest.vertx).set(Duration.ofNanos(wait), again::run);
    return true;
  }
}
