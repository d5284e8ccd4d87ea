package dev.botswain.audit;

import dev.botswain.store.AuditFilter.Run;
import dev.botswain.store.ProcessStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Ids of records, which grow and are unique over all processes on a store: the time in
/// milliseconds, a count within the millisecond, and the number of the process. Thread-safe.
final class Runs {
  private static final int NUMBER_BITS = Integer.numberOfTrailingZeros(ProcessStore.NUMBERS);

  /// Ids that a millisecond of a process has room for, so that an id has 18 digits.
  private static final int COUNT_BITS = 5;

  private final Run own;
  private final AtomicLong last;
  private volatile List<Run> alive;

  /// @param number of this process
  /// @param lastId of all that is stored
  Runs(int number, long lastId, long millis) {
    last = new AtomicLong(Math.max(numbered(lastId >> NUMBER_BITS, number), at(millis, number)));
    own = new Run(number, last.get() + ProcessStore.NUMBERS);
    alive = List.of(own);
  }

  private static long at(long millis, int number) {
    return numbered(millis << COUNT_BITS, number);
  }

  private static long numbered(long place, int number) {
    return place << NUMBER_BITS | number;
  }

  /// The next id.
  long next(long millis) {
    long now = at(millis, own.number());
    return last.updateAndGet(before -> Math.max(before + ProcessStore.NUMBERS, now));
  }

  Run own() {
    return own;
  }

  /// Those that can still complete records.
  List<Run> alive() {
    return alive;
  }

  /// @param others this one may be among them
  void set(List<Run> others) {
    alive =
        others.contains(own)
            ? List.copyOf(others)
            : Stream.concat(others.stream(), Stream.of(own)).toList();
  }
}
