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

/// What the callers of [MixedTrafficTest] did, and which events the clients among them received. An
/// event is named by the action and the message.
final class MixedTally {
  /// The actions that cause events.
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

  /// Nothing new is started from now on.
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

  /// How many requests of each caller were answered.
  Map<String, AtomicInteger> done() {
    return done;
  }

  int allDone() {
    return done.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  /// The longest time that each caller waited for an answer.
  Map<String, Long> longestMillis() {
    return longestMillis;
  }

  /// Every expected event, sorted.
  List<String> told() {
    return told.stream().sorted().toList();
  }

  /// Every event that a client received, sorted, including repeats.
  List<String> heard(String client) {
    return heard.getOrDefault(client, new ConcurrentLinkedQueue<>()).stream().sorted().toList();
  }
}
