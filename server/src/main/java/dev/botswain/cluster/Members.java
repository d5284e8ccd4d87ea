package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Node;
import dev.botswain.store.NodeStore.State;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The nodes as of the last beat. Changed on the loop, read on any thread.
final class Members {
  private volatile Seen seen = new Seen(null, List.of(), Map.of(), Set.of(), Set.of());

  /// @param me null while this node is none
  /// @param nodes all, with those that died lately
  /// @param alive those that are not dead, this one included, and where they are among all
  /// @param up those that take bots
  /// @param well those that may be given bots
  private record Seen(
      @Nullable UUID me, List<Node> nodes, Map<UUID, Integer> alive, Set<UUID> up, Set<UUID> well) {

    @Nullable Node alive(UUID id) {
      Integer at = alive.get(id);
      return at == null ? null : nodes.get(at);
    }

    /// Whether these nodes are the same but for their beats, as in most views.
    boolean isStill(@Nullable UUID who, List<Node> now, Predicate<Node> isWell) {
      if (who == null || !who.equals(me) || now.size() != nodes.size()) {
        return false;
      }
      for (int i = 0; i < now.size(); i++) {
        Node one = now.get(i);
        Node before = nodes.get(i);
        if (!one.id().equals(before.id())
            || one.state() != before.state()
            || isWell.test(one) != well.contains(one.id())) {
          return false;
        }
      }
      return true;
    }
  }

  /// @param isWell whether another node seems to be able to take bots
  /// @return whether the nodes are others than before, or in other states
  boolean see(UUID me, List<Node> nodes, Predicate<Node> isWell) {
    Seen before = seen;
    Predicate<Node> takes =
        node -> node.state() == State.UP && (node.id().equals(me) || isWell.test(node));
    if (before.isStill(me, nodes, takes)) {
      seen = new Seen(me, List.copyOf(nodes), before.alive, before.up, before.well);
      return false;
    }
    Map<UUID, Integer> alive = HashMap.newHashMap(nodes.size());
    Set<UUID> up = HashSet.newHashSet(nodes.size());
    Set<UUID> well = HashSet.newHashSet(nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      if (node.state() != State.DEAD) {
        alive.put(node.id(), i);
      }
      if (node.state() == State.UP) {
        up.add(node.id());
      }
      if (takes.test(node)) {
        well.add(node.id());
      }
    }
    seen = new Seen(me, List.copyOf(nodes), alive, up, well.equals(up) ? up : well);
    return !me.equals(before.me)
        || !well.equals(before.well)
        || !alive.keySet().equals(before.alive.keySet());
  }

  /// This node is none any more.
  void lose() {
    Seen before = seen;
    UUID me = before.me;
    if (me != null) {
      Map<UUID, Integer> others = new HashMap<>(before.alive);
      others.remove(me);
      Set<UUID> up = new HashSet<>(before.up);
      up.remove(me);
      seen = new Seen(null, before.nodes, others, up, before.well);
    }
  }

  @Nullable UUID me() {
    return seen.me;
  }

  boolean isMe(@Nullable UUID node) {
    UUID me = seen.me;
    return me != null && me.equals(node);
  }

  /// A node that is not dead; null if there is none with that id.
  @Nullable Node alive(UUID node) {
    return seen.alive(node);
  }

  boolean isAlive(@Nullable UUID node) {
    return node != null && seen.alive.containsKey(node);
  }

  /// Another node that is not dead; null if there is none with that id.
  @Nullable Peer peer(UUID id) {
    Seen now = seen;
    Node node = now.alive(id);
    return node == null || id.equals(now.me) ? null : new Peer(id, node.url());
  }

  List<Peer> peers() {
    Seen now = seen;
    return now.nodes.stream()
        .filter(node -> now.alive.containsKey(node.id()) && !node.id().equals(now.me))
        .map(node -> new Peer(node.id(), node.url()))
        .toList();
  }

  Collection<Node> all() {
    Seen now = seen;
    return now.nodes.stream().filter(node -> now.alive.containsKey(node.id())).toList();
  }

  /// Those that take bots and have not been silent lately.
  Set<UUID> well() {
    return seen.well;
  }

  /// Those that take bots, well or not.
  Set<UUID> up() {
    return seen.up;
  }

  /// How many bots each of the nodes that are [#well] has.
  ///
  /// @param without a node to leave out
  Map<UUID, Integer> loads(Ledger ledger, @Nullable UUID without) {
    var loads = new TreeMap<UUID, Integer>();
    for (UUID node : seen.well) {
      if (!node.equals(without)) {
        loads.put(node, ledger.load(node));
      }
    }
    return loads;
  }
}
