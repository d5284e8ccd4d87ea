package dev.botswain.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RestRetriesTest {

  @Test
  void pause_eachTry_isAboutTwiceAsLongAndVaries() {
    var random = new Random(1);
    for (int tries = 1; tries <= Retries.TRIES; tries++) {
      var whole = TimeUnit.MILLISECONDS.toNanos(250L << tries);
      int failures = tries;
      var waits =
          LongStream.generate(() -> Retries.PAUSES.pause(failures, random).toNanos()).limit(1_000);

      assertThat(waits.distinct().boxed().toList())
          .hasSizeGreaterThan(900)
          .allSatisfy(wait -> assertThat(wait).isBetween(whole / 2, whole));
    }
  }
}
