package dev.botswain.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// Evens the nodes out after one came or went: those with more than the mean pass bots to those
/// with less. All compute the same plan from the same loads, and each does its own part. Once the
/// nodes are even, nothing moves until they change again or one of them strays far: so a bot that
/// is moved by hand stays where it is.
///
/// Confined to the loop.
final class Balance {
  /// How far from the mean a node may be before bots are moved, but at least one bot.
  private static final double TOLERANCE = 0.05;

  /// The same once they were even, but at least [#FAR_BOTS].
  private static final double FAR = 0.08;

  private static final int FAR_BOTS = 2;

  private final Ground on;
  private final Members members;
  private final Ledger ledger;
  private final Estate estate;
  private final Departures departures;

  private Set<UUID> known = Set.of();
  private long since;
  private boolean even;

  /// When the loads were last seen to be uneven, in nanoseconds of the ticker, as [#since].
  private long uneven;

  Balance(Ground on, Members members, Ledger ledger, Estate estate, Departures departures) {
    this.on = on;
    this.members = members;
    this.ledger = ledger;
    this.estate = estate;
    this.departures = departures;
  }

  /// Looks whether bots have to be moved from here.
  void look() {
    UUID me = members.me();
    Set<UUID> up = members.up();
    long now = on.ticker().nanos();
    if (!up.equals(known)) {
      known = up;
      since = now;
      uneven = now;
      even = false;
    }
    if (me == null
        || now - since < on.rules().calm().toNanos()
        || !up.equals(members.well())
        || !up.contains(me)
        || !departures.isIdle()) {
      return;
    }
    int[] loads = loads(up);
    if (sum(loads) < ledger.size()) {
      return; // Some are not where they will be.
    }
    if (even && isWithin(loads, FAR, FAR_BOTS)) {
      return;
    }
    if (isWithin(loads, TOLERANCE, 1)) {
      even = now - uneven > on.rules().rest().toNanos();
      return;
    }
    uneven = now;
    even = false;
    Map<UUID, Integer> give = plan(members.loads(ledger, null), me);
    if (!give.isEmpty()) {
      send(give);
    }
  }

  private int[] loads(Set<UUID> nodes) {
    var loads = new int[nodes.size()];
    int next = 0;
    for (UUID node : nodes) {
      loads[next] = ledger.load(node);
      next++;
    }
    return loads;
  }

  /// Whether no node is so far from the mean.
  private static boolean isWithin(int[] loads, double part, int bots) {
    double mean = (double) sum(loads) / loads.length;
    double most = Math.max(bots, part * mean);
    for (int load : loads) {
      if (Math.abs(load - mean) >= most) {
        return false;
      }
    }
    return true;
  }

  private static int sum(int[] loads) {
    int sum = 0;
    for (int load : loads) {
      sum += load;
    }
    return sum;
  }

  /// How many bots a node passes to which others, if all do as this plan says.
  static Map<UUID, Integer> plan(Map<UUID, Integer> loads, UUID me) {
    int all = loads.values().stream().mapToInt(Integer::intValue).sum();
    int least = all / loads.size();
    int more = all % loads.size();
    List<UUID> ranked =
        loads.keySet().stream()
            .sorted(
                Comparator.comparingInt((UUID node) -> -loads.getOrDefault(node, 0))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    var missing = new TreeMap<UUID, Integer>();
    var spare = new TreeMap<UUID, Integer>();
    for (int i = 0; i < ranked.size(); i++) {
      UUID node = ranked.get(i);
      int over = loads.getOrDefault(node, 0) - least - (i < more ? 1 : 0);
      if (over > 0) {
        spare.put(node, over);
      } else if (over < 0) {
        missing.put(node, -over);
      }
    }
    var mine = new HashMap<UUID, Integer>();
    for (Map.Entry<UUID, Integer> giver : spare.entrySet()) {
      int left = giver.getValue();
      for (Map.Entry<UUID, Integer> taker : missing.entrySet()) {
        int count = Math.min(left, taker.getValue());
        left -= count;
        taker.setValue(taker.getValue() - count);
        if (count > 0 && giver.getKey().equals(me)) {
          mine.put(taker.getKey(), count);
        }
      }
    }
    return mine;
  }

  /// Passes to each node those bots that like it best. One whose login is in progress stays: what
  /// it needs to resume is not stored yet.
  private void send(Map<UUID, Integer> give) {
    var targets = new HashMap<Long, UUID>();
    var going = new ArrayList<Tenancy>();
    var candidates = new ArrayList<>(estate.all());
    long now = on.ticker().nanos();
    Duration login = on.rules().login();
    candidates.removeIf(one -> one.isPlanned() || one.isNew(now, login));
    give.forEach((node, count) -> {
      List<Tenancy> chosen =
          candidates.stream()
              .sorted(
                  Comparator.comparingLong(
                          (Tenancy one) -> Rendezvous.score(one.claim.bot(), node) ^ Long.MIN_VALUE)
                      .reversed())
              .limit(count)
              .toList();
      chosen.forEach(one -> targets.put(one.claim.bot(), node));
      candidates.removeAll(chosen);
      going.addAll(chosen);
    });
    on.metrics().balancing(going.size());
    departures.send(targets, going);
  }
}
