package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Sees by their beats which of the other nodes live, by this node's clock alone. Confined to the
/// loop.
final class Watch {
  private final Rules rules;
  private final Map<UUID, Sight> sights = new HashMap<>();
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
    var silent = new ArrayList<Node>();
    var before = Map.copyOf(sights);
    sights.clear();
    for (Node other : others) {
      Sight sight = before.get(other.id());
      if (sight == null || sight.beat() != other.beat()) {
        sight = new Sight(other.beat(), now + late);
      } else if (asked - sight.since() > rules.silence().toNanos()) {
        silent.add(other);
      }
      sights.put(other.id(), sight);
    }
    return silent;
  }

  /// Whether a node may be given bots, for all that is known: it has beaten, and not long ago.
  boolean isWell(Node other) {
    Sight sight = sights.get(other.id());
    return other.beat() > 0 && (sight == null || last - sight.since() <= rules.doubt().toNanos());
  }

  /// Since when a node has been silent, in nanoseconds of the ticker.
  long silentSince(UUID node, long unknown) {
    Sight sight = sights.get(node);
    return sight == null ? unknown : sight.since();
  }
}
