package dev.botswain.store.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.ToLongFunction;

/// Who goes where there are too many: of each bot what is more than its share, and where all have
/// too much, what is of whoever has most. For that, what is a bot's is ranked from its newest on,
/// and the highest ranks go.
final class Ranks {
  private Ranks() {}

  private record Ranked<T>(T one, long rank) {}

  /// What is to go.
  ///
  /// @param most how much may stay
  /// @param mostOfBot how much of it may be one bot's
  /// @param bot whose one is
  /// @param millis when it was last of use
  /// @param size how much it is
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
