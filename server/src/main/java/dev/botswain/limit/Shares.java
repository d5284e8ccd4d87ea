package dev.botswain.limit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Counts what is taken of something bounded, by who has it. For any thread. Whoever takes must
/// give back exactly as much; somebody who has nothing costs nothing.
///
/// @param <K> who has a share: a network, a bot's id, a session; with `equals` and `hashCode`
public final class Shares<K> {
  private final long total;
  private final long share;
  private final AtomicLong taken = new AtomicLong();
  private final ConcurrentHashMap<K, Long> byKey = new ConcurrentHashMap<>();

  /// Why nothing was taken.
  public enum Refusal {
    /// All have as much as there is.
    TOTAL,
    /// This one has as much as one may have.
    SHARE
  }

  /// @param total how much there is
  /// @param share how much of it one may have
  public Shares(long total, long share) {
    if (total < 0 || share < 0) {
      throw new IllegalArgumentException("no bound: " + total + ", " + share);
    }
    this.total = total;
    this.share = share;
  }

  /// Takes one.
  ///
  /// @return null if it is taken
  public @Nullable Refusal take(K key) {
    return take(key, 1);
  }

  /// Takes an amount, all of it or nothing.
  ///
  /// @return null if it is taken
  public @Nullable Refusal take(K key, long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("takes " + amount);
    }
    if (taken.addAndGet(amount) > total) {
      taken.addAndGet(-amount);
      return Refusal.TOTAL;
    }
    var refused = new boolean[1];
    byKey.compute(
        key,
        (_, known) -> {
          long has = known == null ? 0 : known;
          refused[0] = amount > share - has;
          return refused[0] ? known : (Long) (has + amount);
        });
    if (refused[0]) {
      taken.addAndGet(-amount);
      return Refusal.SHARE;
    }
    return null;
  }

  /// Takes an amount whether there is room or not: what is there already must be counted.
  public void takeAnyway(K key, long amount) {
    taken.addAndGet(amount);
    byKey.merge(key, amount, Long::sum);
  }

  /// Gives one back.
  public void give(K key) {
    give(key, 1);
  }

  /// Gives an amount back that was taken.
  public void give(K key, long amount) {
    byKey.compute(
        key,
        (_, known) -> {
          long has = known == null ? 0 : known;
          if (amount < 0 || amount > has) {
            throw new IllegalStateException("gives back " + amount + " of " + has);
          }
          return has == amount ? null : (Long) (has - amount);
        });
    taken.addAndGet(-amount);
  }

  /// Whether nobody may take any more.
  public boolean isFull() {
    return taken() >= total;
  }

  /// How much all have.
  public long taken() {
    return taken.get();
  }

  /// How much one has.
  public long taken(K key) {
    return byKey.getOrDefault(key, 0L);
  }

  /// How many have something.
  public int holders() {
    return byKey.size();
  }

  public long total() {
    return total;
  }

  public long share() {
    return share;
  }
}
