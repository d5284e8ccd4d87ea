package dev.botswain.cluster;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sees everything, with the true time, and says what must never happen.
final class Witness {
  private final World world;
  private final List<List<ToyBot>> active = new ArrayList<>();

  /// How many bots more than one node has.
  private int shared;

  private long excused = -1;
  private @Nullable String fault;
  long refusals;
  long fences;
  long adoptions;
  long appends;
  long identifies;

  Witness(World world) {
    this.world = world;
  }

  /// For a time two nodes may act for a bot, because the store has lost that one was given up.
  void excuse(long time) {
    excused = world.now() + time;
  }

  /// Something happened that must not.
  void fail(String what) {
    if (fault == null) {
      fault = what + ", after " + world.now() / World.MILLI + " ms";
    }
  }

  @Nullable String fault() {
    return fault;
  }

  private List<ToyBot> of(long bot) {
    while (active.size() <= bot) {
      active.add(new ArrayList<>(2));
    }
    return active.get((int) bot);
  }

  void comes(ToyBot one) {
    adoptions++;
    List<ToyBot> bots = of(one.bot());
    bots.add(one);
    if (bots.size() == 2) {
      shared++;
    }
  }

  void goes(ToyBot one) {
    List<ToyBot> bots = of(one.bot());
    if (bots.remove(one) && bots.size() == 1) {
      shared--;
    }
  }

  /// A process was killed.
  void died(ToyProcess process) {
    active.forEach(bots -> bots.removeIf(one -> one.isOf(process)));
    shared = (int) active.stream().filter(bots -> bots.size() > 1).count();
  }

  /// At most one process may act for a bot: has it, and a lease.
  void look() {
    if (shared == 0) {
      return;
    }
    for (List<ToyBot> bots : active) {
      if (bots.size() > 1
          && world.now() > excused
          && bots.stream().filter(ToyBot::mayAct).count() > 1) {
        fail("two nodes may act for bot " + bots.getFirst().bot());
      }
    }
  }

  /// Something is sent to Discord for a bot.
  void acts(ToyBot one) {
    for (ToyBot other : of(one.bot())) {
      if (other != one && other.mayAct() && world.now() > excused) {
        fail("a node acts for bot " + one.bot() + " of another");
      }
    }
    if (!of(one.bot()).contains(one)) {
      fail("a node acts for bot " + one.bot() + " that it does not have");
    }
  }
}
