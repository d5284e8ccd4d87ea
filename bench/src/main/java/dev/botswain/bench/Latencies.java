package dev.botswain.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How long the numbered messages of a blast took, counted from the sim's stamp. The stamp has
/// whole milliseconds, so results are up to 1 ms too high, and never too low.
final class Latencies {
  private static final int BUCKET_MICROS = 100;
  private static final int BUCKETS = 100_000;

  private final int messages;
  private final BitSet seen = new BitSet();
  private final int[] buckets = new int[BUCKETS];
  private final CountDownLatch all = new CountDownLatch(1);
  private int count;
  private int repeats;

  /// @param messages the number of messages to expect
  Latencies(int messages) {
    this.messages = messages;
  }

  /// A message has arrived.
  synchronized void arrived(int number, long stampMillis) {
    if (seen.get(number)) {
      repeats++;
      return;
    }
    seen.set(number);
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - stampMillis * 1_000;
    buckets[(int) Math.clamp(micros / BUCKET_MICROS, 0, BUCKETS - 1)]++;
    if (++count == messages) {
      all.countDown();
    }
  }

  boolean awaitAll(Duration most) throws InterruptedException {
    return all.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// The time in milliseconds within which this fraction of the messages arrived.
  synchronized double within(double part) {
    long wanted = (long) Math.ceil(count * part);
    long passed = 0;
    int bucket = 0;
    while (bucket < BUCKETS - 1 && (passed += buckets[bucket]) < wanted) {
      bucket++;
    }
    return (bucket + 1) * BUCKET_MICROS / 1_000.0;
  }

  @Override
  public synchronized String toString() {
    return String.format(
        Locale.ROOT,
        "%s of %s arrived, %s twice; ms from sim to reader: p50 %.1f, p99 %.1f, p99.9 %.1f, most"
            + " %.1f",
        count,
        messages,
        repeats,
        within(0.5),
        within(0.99),
        within(0.999),
        within(1));
  }
}
