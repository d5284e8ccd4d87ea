package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Node;
import dev.botswain.store.NodeStore.State;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The nodes as of the last beat. Changed on the loop, read on any thread.
final class Members {
  private volatile Seen seen = new Seen(null, Map.of(), Set.of());

  /// @param me null while this node is none
  /// @param alive those that are not dead, this one included
  /// @param well those that may be given bots
  private record Seen(@Nullable UUID me, Map<UUID, Node> alive, Set<UUID> well) {}

  /// @param isWell whether another node seems to be able to take bots
  /// @return whether the nodes are others than before, or in other states
  boolean see(UUID me, Collection<Node> nodes, Predicate<Node> isWell) {
    Seen before = seen;
    Map<UUID, Node> alive =
        nodes.stream()
            .filter(node -> node.state() != State.DEAD)
            .collect(Collectors.toUnmodifiableMap(Node::id, Function.identity()));
    Set<UUID> well =
        alive.values().stream()
            .filter(node -> node.state() == State.UP)
            .filter(node -> node.id().equals(me) || isWell.test(node))
            .map(Node::id)
            .collect(Collectors.toUnmodifiableSet());
    seen = new Seen(me, alive, well);
    return !me.equals(before.me)
        || !well.equals(before.well)
        || !alive.keySet().equals(before.alive.keySet());
  }

  /// This node is none any more.
  void lose() {
    Seen before = seen;
    UUID me = before.me;
    if (me != null) {
      Map<UUID, Node> others =
          before.alive.entrySet().stream()
              .filter(one -> !one.getKey().equals(me))
              .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
      seen = new Seen(null, others, before.well);
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
    return seen.alive.get(node);
  }

  boolean isAlive(@Nullable UUID node) {
    return node != null && seen.alive.containsKey(node);
  }

  /// Another node that is not dead; null if there is none with that id.
  @Nullable Peer peer(UUID id) {
    Seen now = seen;
    Node node = now.alive.get(id);
    return node == null || id.equals(now.me) ? null : new Peer(id, node.url());
  }

  List<Peer> peers() {
    Seen now = seen;
    return now.alive.values().stream()
        .filter(node -> !node.id().equals(now.me))
        .map(node -> new Peer(node.id(), node.url()))
        .toList();
  }

  Collection<Node> all() {
    return seen.alive.values();
  }

  /// Those that take bots and have not been silent lately.
  Set<UUID> well() {
    return seen.well;
  }

  /// Those that take bots, well or not.
  Set<UUID> up() {
    return seen.alive.values().stream()
        .filter(node -> node.state() == State.UP)
        .map(Node::id)
        .collect(Collectors.toSet());
  }

  /// How many bots each of the nodes that are [#well] has.
  ///
  /// @param without a node to leave out
  Map<UUID, Integer> loads(Ledger ledger, @Nullable UUID without) {
    var loads = new TreeMap<UUID, Integer>();
    seen.well.stream()
        .filter(node -> !node.equals(without))
        .forEach(node -> loads.put(node, ledger.load(node)));
    return loads;
  }
}
