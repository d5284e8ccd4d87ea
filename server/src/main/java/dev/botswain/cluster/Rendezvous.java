package dev.botswain.cluster;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which node should have a bot: rendezvous hashing with bounded loads. Every node that knows the
/// same loads comes to the same answer, a bot tends to come back to where it was, and no node gets
/// more than a little over its part.
///
/// Mirrokni, Thorup, Zadimoghaddam: "Consistent Hashing with Bounded Loads", 2016.
final class Rendezvous {
  /// What a node may have above the mean, divided by the number of nodes: so even the node that has
  /// least, when all others are full, is within a twentieth of the mean.
  private static final double SLACK = 0.05;

  private Rendezvous() {}

  /// Distributes bots.
  ///
  /// @param loads of the nodes that may be given some
  /// @return the node of each; empty if there is no node
  static Map<Long, UUID> place(Collection<Long> bots, Map<UUID, Integer> loads) {
    if (loads.isEmpty()) {
      return Map.of();
    }
    var filled = new HashMap<>(loads);
    int all = bots.size() + loads.values().stream().mapToInt(Integer::intValue).sum();
    int nodes = loads.size();
    double mean = (double) all / nodes;
    int most = (int) Math.floor(mean * (1 + SLACK / nodes)) + 1;
    List<Long> inOrder = bots.stream().sorted(Comparator.comparingLong(Rendezvous::mixed)).toList();
    var placed = HashMap.<Long, UUID>newHashMap(bots.size());
    for (Long bot : inOrder) {
      UUID node = best(bot, filled, most);
      placed.put(bot, node);
      filled.merge(node, 1, Integer::sum);
    }
    return placed;
  }

  /// The node for one bot; null if there is none.
  static @Nullable UUID place(long bot, Map<UUID, Integer> loads) {
    return place(List.of(bot), loads).get(bot);
  }

  private static UUID best(long bot, Map<UUID, Integer> loads, int most) {
    UUID best = null;
    for (Map.Entry<UUID, Integer> one : loads.entrySet()) {
      UUID node = one.getKey();
      if (one.getValue() < most && (best == null || prefers(bot, node, best))) {
        best = node;
      }
    }
    if (best == null) {
      throw new IllegalStateException("all nodes are full");
    }
    return best;
  }

  /// Whether a bot rather goes to one node than to another.
  static boolean prefers(long bot, UUID one, UUID other) {
    int order = Long.compareUnsigned(score(bot, one), score(bot, other));
    return order > 0 || order == 0 && one.compareTo(other) > 0;
  }

  static long score(long bot, UUID node) {
    return mixed(mixed(bot ^ node.getMostSignificantBits()) + node.getLeastSignificantBits());
  }

  /// The finalizer of SplitMix64.
  private static long mixed(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
