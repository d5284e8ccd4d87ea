package dev.botswain.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// How long it takes until the bots of a node that died are up again: those that come here, from
/// its last beat on. Confined to the loop.
final class Heals {
  private final Ground on;
  private final Ledger ledger;
  private final Map<UUID, Death> deaths = new HashMap<>();

  private static final class Death {
    /// In nanoseconds of the ticker.
    final long since;

    int coming;
    int came;

    /// When the last of them was up.
    long last;

    Death(long since) {
      this.since = since;
    }
  }

  Heals(Ground on, Ledger ledger) {
    this.on = on;
    this.ledger = ledger;
  }

  /// @param since when its last beat was seen
  void died(UUID node, long since) {
    if (ledger.load(node) > 0) {
      deaths.putIfAbsent(node, new Death(since));
    }
  }

  void coming(Tenancy heir) {
    Death death = heir.heirOf == null ? null : deaths.get(heir.heirOf);
    if (death != null) {
      death.coming++;
    }
  }

  void came(Tenancy heir) {
    Death death = heir.heirOf == null ? null : deaths.get(heir.heirOf);
    if (death != null) {
      death.coming--;
      death.came++;
      death.last = on.ticker().nanos();
      look();
    }
  }

  /// Sees which nodes have no heirs to come any more.
  void look() {
    if (!deaths.isEmpty()) {
      deaths.entrySet().removeIf(one -> isOver(one.getKey(), one.getValue()));
    }
  }

  private boolean isOver(UUID node, Death death) {
    if (death.coming > 0 || ledger.load(node) > 0) {
      return false;
    }
    if (death.came > 0) {
      on.metrics().healed(node, death.came, death.last - death.since);
    }
    return true;
  }

  void forget() {
    deaths.clear();
  }
}
