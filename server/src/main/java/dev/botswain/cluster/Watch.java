package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Sees by their beats which of the other nodes live, by this node's clock alone. Confined to the
/// loop.
final class Watch {
  private final Rules rules;
  private final Map<UUID, Sight> sights = new HashMap<>();

  /// Those that have been silent for long enough to be uncertain.
  private final Set<UUID> doubted = new HashSet<>();

  private boolean looked;
  private long last;

  /// A beat, and since when it is the same, in nanoseconds of the ticker.
  private record Sight(long beat, long since) {}

  Watch(Rules rules) {
    this.rules = rules;
  }

  /// Looks at the others' beats.
  ///
  /// @param asked before they were read: a beat that is the same has been so until then at least
  /// @param now after they were read: a beat that is new has been so at most since then
  /// @return those that have been silent for too long
  List<Node> look(Collection<Node> others, long asked, long now) {
    long late = 0;
    if (looked && now - last > rules.gap().toNanos()) {
      sights.clear();
      late = rules.grace().toNanos();
    }
    looked = true;
    last = now;
    doubted.clear();
    var silent = new ArrayList<Node>();
    for (Node other : others) {
      Sight sight = sights.get(other.id());
      if (sight == null || sight.beat() != other.beat()) {
        sights.put(other.id(), new Sight(other.beat(), now + late));
        continue;
      }
      if (asked - sight.since() > rules.silence().toNanos()) {
        silent.add(other);
      }
      if (now - sight.since() > rules.doubt().toNanos()) {
        doubted.add(other.id());
      }
    }
    if (sights.size() > others.size()) {
      Set<UUID> there = others.stream().map(Node::id).collect(Collectors.toSet());
      sights.keySet().retainAll(there);
    }
    return silent;
  }

  /// Whether a node may be given bots, for all that is known: it has beaten, and not long ago.
  boolean isWell(Node other) {
    return other.beat() > 0 && !doubted.contains(other.id());
  }

  /// Since when a node has been silent, in nanoseconds of the ticker.
  long silentSince(UUID node, long unknown) {
    Sight sight = sights.get(node);
    return sight == null ? unknown : sight.since();
  }
}
