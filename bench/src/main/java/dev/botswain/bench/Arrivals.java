package dev.botswain.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// The messages of a blast that have come, and how long they were under way.
///
/// The sim says when it sent them in whole milliseconds, rounded down: what is told here is up to
/// one millisecond too much, and never too little.
final class Arrivals {
  private static final byte[] MARK = "\"blast ".getBytes(StandardCharsets.US_ASCII);
  private static final long LONGEST_MICROS = 60_000_000;

  private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);

  /// Takes an event, as text, in which a message of a blast may stand.
  void add(byte[] event) {
    int mark = find(event);
    if (mark < 0) {
      return;
    }
    int at = mark + MARK.length;
    while (event[at] != ' ') {
      at++;
    }
    long sent = 0;
    for (at++; event[at] >= '0' && event[at] <= '9'; at++) {
      sent = sent * 10 + event[at] - '0';
    }
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    micros.recordValue(Math.clamp(now - sent * 1000, 0, LONGEST_MICROS));
  }

  private static int find(byte[] event) {
    for (int i = 0; i + MARK.length < event.length; i++) {
      int length = 0;
      while (length < MARK.length && event[i + length] == MARK[length]) {
        length++;
      }
      if (length == MARK.length) {
        return i;
      }
    }
    return -1;
  }

  /// Waits until so many have come since the last [#reset()].
  ///
  /// @throws IOException if they have not in that time
  void await(long count, Duration atMost) throws IOException, InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (micros.getTotalCount() < count) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "%d of %d messages did not come".formatted(count - micros.getTotalCount(), count));
      }
      Thread.sleep(5);
    }
  }

  /// Milliseconds under way, for a share of the messages in percent.
  double millis(double percentile) {
    return micros.getValueAtPercentile(percentile) / 1e3;
  }

  void reset() {
    micros.reset();
  }
}
