package dev.botswain.discord.rest;

import dev.botswain.time.Alarm;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits of a queue that end with something that nobody reports. On the queue's event loop.
final class Hold {
  /// How long a call waits for [DiscordRest#actWhile].
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration STILL_IN_FLIGHT = Duration.ofMillis(20);

  private Hold() {}

  /// A call has its turn, but nothing may be sent.
  ///
  /// @param again tries again, a moment later
  /// @param late instead, when it has waited for long enough
  static void of(RestCall call, DiscordRest rest, Runnable again, Runnable late) {
    long now = rest.ticker.getAsLong();
    Long since = call.heldSince;
    call.heldSince = since == null ? now : since;
    if (since != null && now - since >= LONGEST.toNanos() || call.patienceLeft(now) == 0) {
      late.run();
    } else {
      new Alarm(rest.vertx).set(LOOK_AGAIN, again);
    }
  }

  /// Completes once something is not busy any more, or after a time.
  static void whileBusy(
      DiscordRest rest, Duration most, BooleanSupplier busy, Promise<Void> quiet) {
    if (!busy.getAsBoolean() || !most.isPositive()) {
      quiet.complete();
    } else {
      new Alarm(rest.vertx)
          .set(STILL_IN_FLIGHT, () -> whileBusy(rest, most.minus(STILL_IN_FLIGHT), busy, quiet));
    }
  }
}
