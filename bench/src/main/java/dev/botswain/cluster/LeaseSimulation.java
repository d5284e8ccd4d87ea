package dev.botswain.cluster;

import org.jspecify.annotations.Nullable;

/// Runs the real code of several nodes against a store, messages, clocks and a Discord that are
/// simulated, in one thread and from one seed: late and lost messages and answers, nodes that are
/// killed, stopped, cut off and drained, a store that stands still, clocks that differ by nearly a
/// quarter. After each step it looks whether an invariant of the protocol is broken, and at the end
/// of a schedule whether everything has healed.
public final class LeaseSimulation {
  private final Removed removed;
  private long schedules;
  private long steps;
  private long refusals;
  private long fences;
  private long adoptions;
  private long appends;
  private long identifies;
  private long slowest;

  /// What went wrong.
  public record Fault(long seed, String what) {}

  /// @param removed the guard to leave out
  public LeaseSimulation(Removed removed) {
    this.removed = removed;
  }

  /// Runs schedules until one breaks something.
  ///
  /// @param first the seed of the first; those of the others follow
  /// @return null if nothing broke
  public @Nullable Fault run(long first, long count) {
    for (long seed = first; seed < first + count; seed++) {
      var schedule = new Schedule(seed, removed);
      String fault = schedule.run();
      schedules++;
      steps += schedule.steps();
      refusals += schedule.witness.refusals;
      fences += schedule.witness.fences;
      adoptions += schedule.witness.adoptions;
      appends += schedule.witness.appends;
      identifies += schedule.witness.identifies;
      slowest = Math.max(slowest, schedule.healed());
      if (fault != null) {
        return new Fault(seed, fault);
      }
    }
    return null;
  }

  public long schedules() {
    return schedules;
  }

  /// What happened in them.
  public String summary() {
    return "%d schedules, %d steps, %d adoptions, %d appends, %d refused, %d nodes given up, %d IDENTIFYs, healed after %d ms at most"
        .formatted(
            schedules, steps, adoptions, appends, refusals, fences, identifies, slowest / World.MILLI);
  }
}
