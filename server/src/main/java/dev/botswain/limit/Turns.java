package dev.botswain.limit;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/// Has whoever finds no room wait for it, those who have something waiting one after the other, so
/// that nobody waits behind all that another wants. For any thread; waits, so for virtual ones.
///
/// @param <K> whose turn it is, as in [Shares]
public final class Turns<K> {
  private final Shares<K> shares;
  private final Map<K, Queue<CompletableFuture<Void>>> waiting = new LinkedHashMap<>();

  public Turns(Shares<K> shares) {
    this.shares = shares;
  }

  /// Returns when it is one's turn. To be followed by [#end].
  public void begin(K key) {
    CompletableFuture<Void> turn;
    synchronized (this) {
      if (!waiting.containsKey(key) && shares.take(key) == null) {
        return;
      }
      turn = new CompletableFuture<>();
      waiting.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(turn);
    }
    turn.join();
  }

  /// A turn is over, and the next begins.
  public synchronized void end(K key) {
    shares.give(key);
    for (Iterator<K> keys = waiting.keySet().iterator(); keys.hasNext(); ) {
      K next = keys.next();
      if (shares.take(next) == null) {
        Queue<CompletableFuture<Void>> ofNext = waiting.get(next);
        CompletableFuture<Void> turn = ofNext == null ? null : ofNext.poll();
        keys.remove();
        if (ofNext != null && !ofNext.isEmpty()) {
          waiting.put(next, ofNext); // Behind the others.
        }
        if (turn != null) {
          turn.complete(null);
        }
        return;
      }
    }
  }
}
