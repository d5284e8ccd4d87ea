package dev.botswain.store.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.ToLongFunction;

/// Chooses what to delete when there is too much: what a bot has beyond its share, and if the total
/// is still too high, what the bot that has most has. Each bot's items are ranked from the newest
/// on, and the highest ranks go.
final class Ranks {
  private Ranks() {}

  private record Ranked<T>(T one, long rank) {}

  /// The items to delete.
  ///
  /// @param most how much may stay
  /// @param mostOfBot how much of it may belong to one bot
  /// @param bot the bot of an item
  /// @param millis when it was last used
  /// @param size its size
  static <T> List<T> surplus(
      Collection<T> all,
      long most,
      long mostOfBot,
      ToLongFunction<T> bot,
      ToLongFunction<T> millis,
      ToLongFunction<T> size) {
    var ofBots = new HashMap<Long, Long>();
    var ranked = new ArrayList<Ranked<T>>();
    all.stream()
        .sorted(Comparator.comparingLong(millis).reversed())
        .forEach(one ->
            ranked.add(
                new Ranked<>(
                    one, ofBots.merge(bot.applyAsLong(one), size.applyAsLong(one), Long::sum))));
    ranked.sort(Comparator.comparingLong(Ranked::rank));
    var surplus = new ArrayList<T>();
    long upTo = 0;
    for (Ranked<T> next : ranked) {
      upTo += size.applyAsLong(next.one());
      if (next.rank() > mostOfBot || upTo > most) {
        surplus.add(next.one());
      }
    }
    return surplus;
  }
}
