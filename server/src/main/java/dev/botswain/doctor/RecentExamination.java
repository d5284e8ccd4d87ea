package dev.botswain.doctor;

import dev.botswain.bot.Bot;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What Discord said lately of a bot that is logged in. Five times it is asked whenever somebody
/// wants to know, and then every five seconds, so that nobody can use up the bot's rate limits by
/// examining it. For one thread at a time.
final class RecentExamination {
  private static final int AT_ONCE = 5;
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Bucket examinations =
      Bucket.builder()
          .withNanosecondPrecision()
          .addLimit(Bandwidth.builder().capacity(AT_ONCE).refillGreedy(1, EVERY).build())
          .build();

  private @Nullable Examination last;

  /// The bot as it is now, and what Discord says of it, or said a moment ago. Waits.
  Examination of(Bot bot, Sources around) {
    Examination before = last;
    if (before != null && !examinations.tryConsume(1)) {
      return Examiner.again(bot, before, around);
    }
    Examination now = Examiner.ofBot(bot, around);
    last = now;
    return now;
  }
}
