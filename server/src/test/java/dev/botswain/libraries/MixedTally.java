package dev.botswain.libraries;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What the callers of [MixedTrafficTest] did, and what the clients among them heard. An event is
/// named by what was done and to which message.
final class MixedTally {
  /// What can be heard of.
  private static final Set<String> TOLD = Set.of("create", "edit", "react", "unreact", "delete");

  private final Map<String, Long> longestMillis = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicInteger> done = new ConcurrentSkipListMap<>();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final Map<String, Queue<String>> heard = new ConcurrentHashMap<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  /// Ends a round.
  static final class OverException extends RuntimeException {}

  void did(String caller, String kind, String id, long millis) {
    done.computeIfAbsent(caller, _ -> new AtomicInteger()).incrementAndGet();
    longestMillis.merge(caller, millis, Math::max);
    if (TOLD.contains(kind)) {
      told.add(kind + " " + id);
    }
  }

  void heard(String client, String kind, String id) {
    heard.computeIfAbsent(client, _ -> new ConcurrentLinkedQueue<>()).add(kind + " " + id);
  }

  void failed(String caller, String what) {
    failures.add(caller + ": " + what);
  }

  /// From now on nothing new is begun.
  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  void stopIfOver() {
    if (over) {
      throw new OverException();
    }
  }

  Collection<String> failures() {
    return List.copyOf(failures);
  }

  /// How many requests each caller had answered.
  Map<String, AtomicInteger> done() {
    return done;
  }

  int allDone() {
    return done.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  /// How long each caller waited for an answer at most.
  Map<String, Long> longestMillis() {
    return longestMillis;
  }

  /// Every event that had to come, sorted.
  List<String> told() {
    return told.stream().sorted().toList();
  }

  /// Every event that came to a client, sorted, as often as it came.
  List<String> heard(String client) {
    return heard.getOrDefault(client, new ConcurrentLinkedQueue<>()).stream().sorted().toList();
  }
}
