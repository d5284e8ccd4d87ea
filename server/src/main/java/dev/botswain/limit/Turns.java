package dev.botswain.limit;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Has whoever finds no room wait for it, those who have something waiting one after the other, so
/// that nobody waits behind all that another wants. For any thread.
///
/// @param <K> whose turn it is, as in [Shares]
public final class Turns<K> {
  private final Shares<K> shares;
  private final Map<K, Queue<CompletableFuture<Void>>> waiting = new LinkedHashMap<>();

  public Turns(Shares<K> shares) {
    this.shares = shares;
  }

  /// Returns when it is one's turn, so it is for virtual threads. To be followed by [#end].
  public void begin(K key) {
    turn(key).join();
  }

  /// Completes when it is one's turn, perhaps on the thread of whoever made room. To be followed by
  /// [#end].
  public CompletableFuture<Void> turn(K key) {
    synchronized (this) {
      if (!waiting.containsKey(key) && shares.take(key) == null) {
        return CompletableFuture.completedFuture(null);
      }
      var turn = new CompletableFuture<Void>();
      waiting.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(turn);
      return turn;
    }
  }

  /// A turn is over, and the next begins.
  public void end(K key) {
    CompletableFuture<Void> next = next(key);
    if (next != null) {
      next.complete(null);
    }
  }

  private synchronized @Nullable CompletableFuture<Void> next(K key) {
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
        return turn;
      }
    }
    return null;
  }
}
