package dev.botswain.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Which bots have one share together: those of a tenant. Any other has its own.
///
/// @param byBot for each of them a number of its group, which is negative
public record Together(Map<Long, Long> byBot) {
  /// Each bot has its own share.
  public static final Together NONE = new Together(Map.of());

  public Together {
    byBot = Map.copyOf(byBot);
  }

  public static Together of(Iterable<? extends Collection<Long>> groups) {
    var byBot = new HashMap<Long, Long>();
    long number = 0;
    for (Collection<Long> group : groups) {
      number--;
      for (Long bot : group) {
        byBot.put(bot, number);
      }
    }
    return new Together(byBot);
  }

  /// Whose share a bot's counts toward.
  public long of(long bot) {
    return byBot.getOrDefault(bot, bot);
  }
}
