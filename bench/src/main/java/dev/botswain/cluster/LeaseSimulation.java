package dev.botswain.cluster;

import java.util.Locale;
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

  public long steps() {
    return steps;
  }

  /// How many appends the store has refused.
  public long refusals() {
    return refusals;
  }

  /// How many nodes were given up by others.
  public long fences() {
    return fences;
  }

  /// How long it took at most until all was well after the last fault, in milliseconds.
  public long slowest() {
    return slowest / World.MILLI;
  }

  /// What happened in them.
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%s schedules, %s steps, %s adoptions, %s appends, %s refused, %s nodes given up, %s"
            + " IDENTIFYs, healed after %s ms at most",
        schedules,
        steps,
        adoptions,
        appends,
        refusals,
        fences,
        identifies,
        slowest());
  }
}
