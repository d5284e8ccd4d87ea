package dev.botswain.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The attempts that were made for a message, as far as they decide what comes next.
///
/// **The receiver is down**: it cannot be reached, is too busy, or a proxy in front of it cannot
/// reach it. All messages wait behind this one, which is tried for a day, first after seconds and
/// in the end every hour.
///
/// **The receiver is there and does not accept this message.** The message gets some tries: over
/// [#REFUSED] if the answer blames the message, and over [#ERRED] if the receiver failed on it,
/// because a receiver that is just being changed may accept in a moment what it refuses now. Then
/// the message is given up and the next one is tried. If that one is not accepted either, the
/// receiver itself is more and more likely to be at fault, so each message in a row gets twice the
/// time of the one before it, up to a day. One message therefore holds up the others for minutes,
/// and a broken receiver does not turn the whole log into dead letters.
///
/// @param count attempts so far
/// @param refusals how many of the last attempts in a row were answered but not accepted
/// @param givenUpInARow how many messages before this one were given up in a row because they were
///   not accepted
/// @param since when the first attempt was made, in nanoseconds of a [dev.botswain.time.Ticker]
/// @param refusedSince when the first of the refusals was known, in the same unit
record RetryState(int count, int refusals, int givenUpInARow, long since, long refusedSince) {
  /// The least time for which a message is tried while the receiver is down.
  static final Duration LONGEST = Duration.ofHours(24);

  /// How long a message is tried that the receiver refuses with a 4xx.
  static final Duration REFUSED = Duration.ofMinutes(1);

  /// How long a message is tried on which the receiver fails with a 500 or similar.
  static final Duration ERRED = Duration.ofMinutes(5);

  /// The last one is repeated.
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1));

  /// The last one is repeated here too. The first four take a minute and the first six take five.
  private static final List<Duration> WAITS_IF_REFUSED =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(4),
          Duration.ofSeconds(15),
          Duration.ofSeconds(40),
          Duration.ofMinutes(2),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1));

  /// A receiver that says "at once" is not called in a tight loop.
  private static final Duration LEAST = Duration.ofSeconds(1);

  /// More doublings than turn a minute into a day.
  private static final int DOUBLINGS = 12;

  /// Before the first attempt.
  ///
  /// @param count failed attempts of the previous message, if it was given up because the receiver
  ///   was down, so that the receiver is not called more often because of that
  static RetryState none(int count, int givenUpInARow, long now) {
    return new RetryState(count, 0, givenUpInARow, now, now);
  }

  /// What to do after the outcome of one more attempt.
  ///
  /// @param now when the outcome was known, in nanoseconds of the ticker
  RetryDecision after(DeliveryOutcome outcome, long now, RandomGenerator random) {
    return switch (outcome) {
      case DeliveryOutcome.Accepted _ -> new RetryDecision.Done();
      case DeliveryOutcome.Gone _ -> new RetryDecision.Disable();
      case DeliveryOutcome.Refused _ -> refused(REFUSED, Optional.empty(), now, random);
      case DeliveryOutcome.Erred(_, Optional<Duration> retryAfter) ->
          refused(ERRED, retryAfter, now, random);
      case DeliveryOutcome.Later(_, Optional<Duration> retryAfter) ->
          later(retryAfter, now, random);
      case DeliveryOutcome.Failed _ -> later(Optional.empty(), now, random);
    };
  }

  private RetryDecision refused(
      Duration longest, Optional<Duration> retryAfter, long now, RandomGenerator random) {
    long first = refusals == 0 ? now : refusedSince;
    var remaining =
        lesser(longest.multipliedBy(1L << Math.min(givenUpInARow, DOUBLINGS)), LONGEST)
            .minusNanos(now - first);
    if (!remaining.isPositive()) {
      return new RetryDecision.GiveUp();
    }
    var wait =
        retryAfter.orElse(
            lesser(
                remaining, WAITS_IF_REFUSED.get(Math.min(refusals, WAITS_IF_REFUSED.size() - 1))));
    return again(
        wait, new RetryState(count + 1, refusals + 1, givenUpInARow, since, first), random);
  }

  private RetryDecision later(Optional<Duration> retryAfter, long now, RandomGenerator random) {
    if (now - since >= LONGEST.toNanos()) {
      return new RetryDecision.GiveUp();
    }
    var wait = retryAfter.orElse(WAITS.get(Math.min(count, WAITS.size() - 1)));
    return again(wait, new RetryState(count + 1, 0, givenUpInARow, since, since), random);
  }

  /// Up to a quarter longer, so that messages that failed together do not return together; never
  /// shorter, because a receiver may have requested the wait.
  private static RetryDecision again(Duration wait, RetryState then, RandomGenerator random) {
    long millis = (wait.compareTo(LEAST) < 0 ? LEAST : wait).toMillis();
    return new RetryDecision.Again(
        Duration.ofMillis(millis + random.nextLong(millis / 4 + 1)), then);
  }

  private static Duration lesser(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
