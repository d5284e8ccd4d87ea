package dev.botswain.store.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.ToLongFunction;

/// Chooses what to delete when there is too much: what is beyond a share, and if the total is still
/// too high, what whoever has most has. The items of each share are ranked from the newest on, and
/// the highest ranks go.
final class Ranks {
  private Ranks() {}

  private record Ranked<T>(T one, long rank) {}

  /// The items to delete.
  ///
  /// @param most how much may stay
  /// @param share how much of it may belong to one
  /// @param owner to whose share an item belongs
  /// @param millis when it was last used
  /// @param size its size
  static <T> List<T> surplus(
      Collection<T> all,
      long most,
      long share,
      ToLongFunction<T> owner,
      ToLongFunction<T> millis,
      ToLongFunction<T> size) {
    var owners = new HashMap<Long, Long>();
    var ranked = new ArrayList<Ranked<T>>();
    all.stream()
        .sorted(Comparator.comparingLong(millis).reversed())
        .forEach(one ->
            ranked.add(
                new Ranked<>(
                    one, owners.merge(owner.applyAsLong(one), size.applyAsLong(one), Long::sum))));
    ranked.sort(Comparator.comparingLong(Ranked::rank));
    var surplus = new ArrayList<T>();
    long upTo = 0;
    for (Ranked<T> next : ranked) {
      upTo += size.applyAsLong(next.one());
      if (next.rank() > share || upTo > most) {
        surplus.add(next.one());
      }
    }
    return surplus;
  }
}
