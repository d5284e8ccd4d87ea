package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Ownership;
import dev.botswain.time.Ticker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Whose each bot is, as far as this node has heard. Changed on the loop, read on any thread.
final class Ledger {
  private final Rules rules;
  private final Ticker ticker;
  private final Map<Long, Entry> byBot = new ConcurrentHashMap<>();
  private final Map<UUID, Integer> loads = new ConcurrentHashMap<>();

  /// @param heard when, in nanoseconds of the ticker
  private record Entry(Ownership its, long heard) {}

  Ledger(Rules rules, Ticker ticker) {
    this.rules = rules;
    this.ticker = ticker;
  }

  @Nullable Ownership of(long bot) {
    Entry entry = byBot.get(bot);
    return entry == null ? null : entry.its();
  }

  /// Writes down what was heard, unless something later is known.
  ///
  /// @return whether it was news
  boolean hear(Ownership told) {
    Ownership known = of(told.bot());
    if (known != null && !rules.isLater(told, known)) {
      return false;
    }
    count(known, -1);
    byBot.put(told.bot(), new Entry(told, ticker.nanos()));
    count(told, 1);
    return true;
  }

  /// Whether something is written down that the store does not know any more.
  ///
  /// @param all what it knows
  /// @param asked when it was asked, in nanoseconds of the ticker: later than what it has to know
  boolean isAhead(Collection<Ownership> all, long asked) {
    Map<Long, Ownership> told = HashMap.newHashMap(all.size());
    all.forEach(one -> told.put(one.bot(), one));
    for (Entry entry : byBot.values()) {
      if (entry.heard() - asked <= 0 && isAhead(entry.its(), told.get(entry.its().bot()))) {
        return true;
      }
    }
    return false;
  }

  private boolean isAhead(Ownership known, @Nullable Ownership told) {
    return told == null ? known.node() != null : !told.equals(known) && !rules.isLater(told, known);
  }

  /// Forgets everything except that there are these bots, before it is all told anew.
  void keepOnly(Collection<Ownership> all) {
    Set<Long> kept = new HashSet<>();
    all.forEach(one -> kept.add(one.bot()));
    byBot.keySet().retainAll(kept);
    byBot.replaceAll(
        (bot, entry) -> new Entry(new Ownership(bot, null, Long.MIN_VALUE), entry.heard()));
    loads.clear();
  }

  private void count(@Nullable Ownership ownership, int change) {
    UUID node = ownership == null ? null : ownership.node();
    if (node != null) {
      loads.merge(node, change, Integer::sum);
    }
  }

  int size() {
    return byBot.size();
  }

  /// How many bots a node has.
  int load(UUID node) {
    return loads.getOrDefault(node, 0);
  }

  /// The bots that nobody alive owns.
  List<Ownership> free(Predicate<@Nullable UUID> isAlive) {
    var free = new ArrayList<Ownership>();
    for (Entry entry : byBot.values()) {
      if (!isAlive.test(entry.its().node())) {
        free.add(entry.its());
      }
    }
    return free;
  }
}
