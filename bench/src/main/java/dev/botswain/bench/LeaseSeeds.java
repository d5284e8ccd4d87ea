package dev.botswain.bench;

import dev.botswain.cluster.LeaseSimulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Hands seeds out to threads, and keeps what they found. Thread-safe.
final class LeaseSeeds {
  private static final long SILENCE = 10_000_000_000L;

  private final long first;
  private final long end;
  private final int batch;
  private final long began = System.nanoTime();
  private long next;

  /// All seeds before this one are done.
  private long doneBefore;

  private boolean stopped;
  private long said = began;

  /// Batches that are done while an earlier one is not, by their first seeds.
  private final TreeMap<Long, Batch> ahead = new TreeMap<>();

  private final List<LeaseSimulation> done = new ArrayList<>();

  /// Seeds that follow each other.
  record Batch(long first, long count) {}

  /// @param batch how many a thread gets at once
  LeaseSeeds(long first, long count, int batch) {
    this.first = first;
    this.end = first + count;
    this.batch = batch;
    this.next = first;
    this.doneBefore = first;
  }

  /// The next seeds; null if there are no more.
  synchronized @Nullable Batch take() {
    if (stopped || next >= end) {
      return null;
    }
    var taken = new Batch(next, Math.min(batch, end - next));
    next += taken.count();
    return taken;
  }

  /// One was faulty: nothing is handed out any more.
  synchronized void stop() {
    stopped = true;
  }

  /// Keeps what was found.
  ///
  /// @param simulation which has run it, or a part of it
  /// @param whole whether all of it, without a fault
  synchronized void done(Batch ran, LeaseSimulation simulation, boolean whole) {
    done.add(simulation);
    if (whole) {
      ahead.put(ran.first(), ran);
    }
    for (Batch one = ahead.remove(doneBefore); one != null; one = ahead.remove(doneBefore)) {
      doneBefore += one.count();
    }
    long now = System.nanoTime();
    if (now - said > SILENCE) {
      said = now;
      Bench.say("%s %,.0f a second; first=%s goes on after them", range(), rate(), doneBefore);
    }
  }

  /// Which seeds are done without a gap, in a sentence.
  synchronized String range() {
    return doneBefore == first
        ? "No seed is done."
        : String.format(Locale.ROOT, "Seeds %,d to %,d are done.", first, doneBefore - 1);
  }

  synchronized long schedules() {
    return sum(LeaseSimulation::schedules);
  }

  /// Schedules a second.
  synchronized double rate() {
    return schedules() * 1e9 / (System.nanoTime() - began);
  }

  synchronized long sum(ToLongFunction<LeaseSimulation> of) {
    return done.stream().mapToLong(of).sum();
  }

  /// How long healing took at most, in milliseconds.
  synchronized long slowest() {
    return done.stream().mapToLong(LeaseSimulation::slowest).max().orElse(0);
  }
}
