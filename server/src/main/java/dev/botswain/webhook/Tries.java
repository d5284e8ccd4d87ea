package dev.botswain.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The attempts that were made for a message, as far as what comes next depends on them.
///
/// A receiver that cannot be reached or cannot take a message now is tried again for a day, first
/// after seconds and in the end every hour. One that refuses the message has some tries over about
/// a minute, as a receiver that is just being changed may refuse what it will take in a moment.
///
/// @param count attempts so far
/// @param refusals how many of the last ones in a row were refused
/// @param since when the first was made
record Tries(int count, int refusals, Instant since) {
  /// For so long a message is tried at the least.
  static final Duration PATIENCE = Duration.ofHours(24);

  /// The last one is used over and over.
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1));

  private static final List<Duration> WAITS_IF_REFUSED =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(4),
          Duration.ofSeconds(15),
          Duration.ofSeconds(40));

  /// A receiver that says "at once" is not asked in a tight loop.
  private static final Duration LEAST = Duration.ofSeconds(1);

  /// Before the first attempt.
  static Tries none(Instant now) {
    return new Tries(0, 0, now);
  }

  /// What follows from the outcome of one more attempt.
  ///
  /// @param now when that was known
  Next after(Outcome outcome, Instant now, RandomGenerator random) {
    return switch (outcome) {
      case Outcome.Accepted _ -> new Next.Done();
      case Outcome.Gone _ -> new Next.Disable();
      case Outcome.Refused _ ->
          refusals < WAITS_IF_REFUSED.size()
              ? again(WAITS_IF_REFUSED.get(refusals), refusals + 1, random)
              : new Next.GiveUp();
      case Outcome.Later(_, Optional<Duration> retryAfter) -> patiently(retryAfter, now, random);
      case Outcome.Failed _ -> patiently(Optional.empty(), now, random);
    };
  }

  private Next patiently(Optional<Duration> retryAfter, Instant now, RandomGenerator random) {
    if (Duration.between(since, now).compareTo(PATIENCE) >= 0) {
      return new Next.GiveUp();
    }
    var wait = retryAfter.orElse(WAITS.get(Math.min(count, WAITS.size() - 1)));
    return again(wait.compareTo(LEAST) < 0 ? LEAST : wait, 0, random);
  }

  /// Up to a quarter longer, so that messages which failed together do not come back together;
  /// never shorter, as a receiver may have asked for it.
  private Next again(Duration wait, int refusals, RandomGenerator random) {
    long millis = wait.toMillis();
    return new Next.Again(
        Duration.ofMillis(millis + random.nextLong(millis / 4 + 1)),
        new Tries(count + 1, refusals, since));
  }
}
