package dev.botswain.api;

import java.util.concurrent.atomic.AtomicInteger;

/// How many read events at the same time. Each costs some KiB, so there is an end to it.
final class Readers {
  /// A reader that has not read since so many signs of life were due, five minutes, is given up.
  static final int MOST_STALLED = 20;

  private static final int MOST = 50_000;

  private final AtomicInteger count = new AtomicInteger();

  /// @throws RequestRefusedException if there are too many
  void enter() {
    if (count.incrementAndGet() > MOST) {
      count.decrementAndGet();
      throw ApiError.BUSY.because("too many read events here");
    }
  }

  void leave() {
    count.decrementAndGet();
  }
}
