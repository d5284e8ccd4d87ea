package dev.botswain.build;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The strongly connected components of a graph, by Tarjan's algorithm.
///
/// @param <T> a node
final class Circles<T> {
  private final Function<T, Set<T>> next;
  private final Map<T, Integer> numbers = new HashMap<>();
  private final Map<T, Integer> lowest = new HashMap<>();
  private final Deque<T> path = new ArrayDeque<>();
  private final Set<T> onPath = new HashSet<>();
  private final List<Set<T>> all = new ArrayList<>();

  Circles(Collection<T> nodes, Function<T, Set<T>> next) {
    this.next = next;
    for (T node : nodes) {
      if (!numbers.containsKey(node)) {
        visit(node);
      }
    }
  }

  /// Every node is in one; a node in no cycle is one by itself.
  List<Set<T>> all() {
    return all;
  }

  private void visit(T node) {
    numbers.put(node, numbers.size());
    lowest.put(node, numbers.get(node));
    path.push(node);
    onPath.add(node);
    for (T other : next.apply(node)) {
      if (!numbers.containsKey(other)) {
        visit(other);
        lowest.merge(node, lowest.get(other), Math::min);
      } else if (onPath.contains(other)) {
        lowest.merge(node, numbers.get(other), Math::min);
      }
    }
    if (lowest.get(node).equals(numbers.get(node))) {
      var circle = new HashSet<T>();
      T member;
      do {
        member = path.pop();
        onPath.remove(member);
        circle.add(member);
      } while (!member.equals(node));
      all.add(circle);
    }
  }
}
