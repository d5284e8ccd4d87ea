package dev.botswain.share;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Counts the use of a bounded resource, by its users. Thread-safe. A user must give back exactly
/// as much as it took; a user that holds nothing costs nothing.
///
/// @param <K> the user: a network, a bot, a tenant; with `equals` and `hashCode`
public final class Shares<K> {
  private final long total;
  private final long share;
  private final AtomicLong taken = new AtomicLong();
  private final ConcurrentHashMap<K, Long> byKey = new ConcurrentHashMap<>();

  /// Why nothing was taken.
  public enum Refusal {
    /// The total is used up.
    TOTAL,
    /// The share of this user is used up.
    SHARE
  }

  /// @param total how much there is
  /// @param share how much of it one user may have
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
    return take(key, amount, share);
  }

  /// The same for a user with a share of its own.
  ///
  /// @param most how much this user may have
  public @Nullable Refusal take(K key, long amount, long most) {
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
          refused[0] = amount > most - has;
          return refused[0] ? known : (Long) (has + amount);
        });
    if (refused[0]) {
      taken.addAndGet(-amount);
      return Refusal.SHARE;
    }
    return null;
  }

  /// Takes an amount whether there is room or not: what exists already must be counted.
  public void takeAnyway(K key, long amount) {
    taken.addAndGet(amount);
    byKey.merge(key, amount, Long::sum);
  }

  /// Gives one back.
  public void give(K key) {
    give(key, 1);
  }

  /// Gives back an amount that was taken.
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

  /// Whether the total is used up.
  public boolean isFull() {
    return taken() >= total;
  }

  /// How much all users hold.
  public long taken() {
    return taken.get();
  }

  /// How much one user holds.
  public long taken(K key) {
    return byKey.getOrDefault(key, 0L);
  }

  /// How much those users hold who hold something, at one moment.
  public Map<K, Long> byHolder() {
    return Map.copyOf(byKey);
  }

  /// How many users hold something.
  int holders() {
    return byKey.size();
  }

  public long total() {
    return total;
  }

  public long share() {
    return share;
  }
}
