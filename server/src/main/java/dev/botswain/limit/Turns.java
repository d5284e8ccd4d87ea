package dev.botswain.limit;

import dev.botswain.share.Shares;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Lets users wait when there is no room. Users with waiting requests take turns, so that no user
/// waits behind everything that another wants. Thread-safe.
///
/// @param <K> the user, as in [Shares]
public final class Turns<K> {
  private final Shares<K> shares;
  private final Map<K, Queue<CompletableFuture<Void>>> waiting = new LinkedHashMap<>();

  public Turns(Shares<K> shares) {
    this.shares = shares;
  }

  /// Returns when it is the user's turn; for virtual threads. Must be followed by [#end].
  public void begin(K key) {
    turn(key).join();
  }

  /// Completes when it is the user's turn, perhaps on the thread that made room. Must be followed
  /// by [#end].
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

  /// Ends a turn, so that the next begins.
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
          waiting.put(next, ofNext); // After the others.
        }
        return turn;
      }
    }
    return null;
  }
}
