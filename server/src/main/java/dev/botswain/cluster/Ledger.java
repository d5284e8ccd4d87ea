package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Ownership;
import java.util.Collection;
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
  private final Map<Long, Ownership> byBot = new ConcurrentHashMap<>();
  private final Map<UUID, Integer> loads = new ConcurrentHashMap<>();

  Ledger(Rules rules) {
    this.rules = rules;
  }

  @Nullable Ownership of(long bot) {
    return byBot.get(bot);
  }

  /// Writes down what was heard, unless something later is known.
  ///
  /// @return whether it was news
  boolean hear(Ownership told) {
    Ownership known = byBot.get(told.bot());
    if (known != null && !rules.isLater(told, known)) {
      return false;
    }
    count(known, -1);
    byBot.put(told.bot(), told);
    count(told, 1);
    return true;
  }

  /// Forgets everything except that there are these bots, before it is all told anew.
  void keepOnly(Collection<Ownership> all) {
    Set<Long> kept = new HashSet<>();
    all.forEach(one -> kept.add(one.bot()));
    byBot.keySet().retainAll(kept);
    byBot.replaceAll((bot, _) -> new Ownership(bot, null, Long.MIN_VALUE));
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
    return byBot.values().stream().filter(one -> !isAlive.test(one.node())).toList();
  }
}
