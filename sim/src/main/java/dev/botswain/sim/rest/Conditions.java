package dev.botswain.sim.rest;

import dev.botswain.sim.world.Bot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What meets every call of a bot, or of all callers, until it is lifted. Delays add up, and of the
/// faults with a status the oldest one answers.
public final class Conditions {
  private record Imposed(@Nullable Bot bot, Fault fault) {}

  private final List<Imposed> imposed = new ArrayList<>();
  private final Map<Long, Long> secondsAhead = new HashMap<>();

  Conditions() {}

  /// Imposes a fault; only its status, body, headers and delay count.
  ///
  /// @param bot null for all callers, those without a token too
  /// @return lifts it
  public Runnable impose(@Nullable Bot bot, Fault fault) {
    var one = new Imposed(bot, fault);
    imposed.add(one);
    return () -> imposed.removeIf(other -> other == one);
  }

  /// Makes the header `Date` of a bot's answers wrong.
  ///
  /// @return sets it right
  public Runnable dateAhead(Bot bot, long seconds) {
    secondsAhead.put(bot.id(), seconds);
    return () -> secondsAhead.remove(bot.id());
  }

  long secondsAhead(@Nullable Bot bot) {
    return bot == null ? 0 : secondsAhead.getOrDefault(bot.id(), 0L);
  }

  /// The fault for a call, or null.
  @Nullable Fault of(@Nullable Bot caller) {
    Fault met = null;
    for (Imposed one : imposed) {
      if (one.bot == null || one.bot == caller) {
        met = met == null ? one.fault : both(met, one.fault);
      }
    }
    return met;
  }

  private static Fault both(Fault older, Fault newer) {
    Fault answers = older.status() == 0 ? newer : older;
    return answers.delayed(older.delayMillis() + newer.delayMillis());
  }
}
