package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.NodeStore.Node;
import dev.botswain.store.NodeStore.Ownership;
import dev.botswain.store.NodeStore.Refusal;
import dev.botswain.store.NodeStore.State;
import dev.botswain.store.NodeStore.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is in the store that all nodes share, with the guards of its transactions.
final class StoreState {
  /// How long a node must have been silent by the true time, if the store was there.
  private static final long SILENT = 2 * World.SECOND;

  private final World world;
  private final Removed removed;
  private final Witness witness;
  private final Map<UUID, NodeRow> nodes = new LinkedHashMap<>();
  private final Map<Long, BotRow> bots = new LinkedHashMap<>();
  private long revision = 1;

  /// Which of the databases it is that were the primary one after the other.
  private int database;

  /// Where a bot stands in the store.
  ///
  /// @param id of its last event
  /// @param session of Discord
  /// @param sequence in it
  record Point(long id, int session, long sequence) {}

  /// The same, and which database says so.
  record Reading(Point point, int database) {}

  /// What a replica has.
  record Replica(Map<UUID, NodeRow> nodes, Map<Long, BotRow> bots, long revision) {}

  static final class NodeRow {
    private final UUID id;
    private final String url;
    private State state = State.UP;
    private long beat;
    private @Nullable Node seen;

    /// When it joined, or has beaten last.
    long beaten;

    NodeRow(UUID id, String url, long now) {
      this.id = id;
      this.url = url;
      this.beaten = now;
    }

    /// As nodes see it.
    Node see() {
      Node last = seen;
      if (last == null || last.beat() != beat || last.state() != state) {
        last = new Node(id, url, state, beat);
        seen = last;
      }
      return last;
    }

    NodeRow copy() {
      var copy = new NodeRow(id, url, beaten);
      copy.state = state;
      copy.beat = beat;
      return copy;
    }
  }

  static final class BotRow {
    @Nullable UUID node;
    long epoch;
    long revision;
    Point point = new Point(0, 1, 0);

    /// The ids of its events, which grow.
    private long[] ids = new long[32];

    private int events;

    void add(long id) {
      if (events == ids.length) {
        ids = Arrays.copyOf(ids, 2 * events);
      }
      ids[events] = id;
      events++;
    }

    boolean has(long id) {
      return Arrays.binarySearch(ids, 0, events, id) >= 0;
    }

    BotRow copy() {
      var copy = new BotRow();
      copy.node = node;
      copy.epoch = epoch;
      copy.revision = revision;
      copy.point = point;
      copy.ids = ids.clone();
      copy.events = events;
      return copy;
    }
  }

  /// An event that is to be stored.
  record Entry(long id, int session, long sequence) {}

  StoreState(World world, Removed removed, Witness witness) {
    this.world = world;
    this.removed = removed;
    this.witness = witness;
  }

  void addBot(long bot) {
    revision++;
    row(bot).revision = revision;
  }

  private BotRow row(long bot) {
    return bots.computeIfAbsent(bot, _ -> new BotRow());
  }

  private boolean isAlive(@Nullable UUID node) {
    NodeRow row = node == null ? null : nodes.get(node);
    return row != null && row.state != State.DEAD;
  }

  void join(UUID me, String url) {
    nodes.putIfAbsent(me, new NodeRow(me, url, world.now()));
  }

  View beat(UUID me, long since) {
    NodeRow self = nodes.get(me);
    if (self != null && self.state != State.DEAD) {
      self.beat++;
      self.beaten = world.now();
    }
    var all = new Node[nodes.size()];
    int count = 0;
    for (NodeRow row : nodes.values()) {
      all[count++] = row.see();
    }
    return new View(List.of(all), revision > since ? changed(since) : List.of(), revision, 0);
  }

  private List<Ownership> changed(long since) {
    var changed = new ArrayList<Ownership>();
    bots.forEach((bot, row) -> {
      if (row.revision > since) {
        changed.add(new Ownership(bot, row.node, row.epoch));
      }
    });
    return changed;
  }

  boolean mark(UUID me, State state) {
    NodeRow row = nodes.get(me);
    if (row == null || row.state == State.DEAD) {
      return false;
    }
    row.state = state;
    return true;
  }

  boolean fence(UUID other, long beat, Weather weather) {
    NodeRow row = nodes.get(other);
    if (row == null || row.state == State.DEAD) {
      return true;
    }
    if (row.beat != beat && removed != Removed.BEAT_AT_FENCE) {
      return false;
    }
    witness.fences++;
    long silent = weather.world.now() - row.beaten - weather.outagesSince(row.beaten);
    if (silent < SILENT) {
      witness.fail("a node was given up that was silent for " + silent / World.MILLI + " ms");
    }
    row.state = State.DEAD;
    return true;
  }

  List<Claim> claim(UUID me, Collection<Ownership> seen) {
    var taken = new ArrayList<Claim>();
    for (Ownership one : seen) {
      BotRow row = row(one.bot());
      boolean free = row.epoch == one.epoch() && !isAlive(row.node);
      if (isAlive(me) && (free || removed == Removed.OWNER_AT_CLAIM)) {
        own(row, me);
        taken.add(new Claim(one.bot(), row.epoch));
      }
    }
    return taken;
  }

  Ownership take(UUID me, long bot) {
    BotRow row = row(bot);
    if (isAlive(me) && !isAlive(row.node)) {
      own(row, me);
    }
    return new Ownership(bot, row.node, row.epoch);
  }

  private void own(BotRow row, UUID node) {
    row.node = node;
    if (removed != Removed.EPOCH_PER_CLAIM || row.epoch == 0) {
      // By the clock, so that a database that has lost the last claims does not repeat their
      // epochs.
      row.epoch = Math.max(row.epoch + 1, world.now() / 1_000);
    }
    revision++;
    row.revision = revision;
  }

  List<Ownership> release(UUID me, Collection<Claim> given, @Nullable UUID to) {
    var now = new ArrayList<Ownership>();
    for (Claim claim : given) {
      BotRow row = row(claim.bot());
      boolean same = row.epoch == claim.epoch() || removed == Removed.EPOCH_AT_RELEASE;
      if (me.equals(row.node) && same && isAlive(me)) {
        NodeRow heir = to == null ? null : nodes.get(to);
        if (to != null && heir != null && heir.state == State.UP) {
          own(row, to);
        } else {
          row.node = null;
          revision++;
          row.revision = revision;
        }
      }
      now.add(new Ownership(claim.bot(), row.node, row.epoch));
    }
    return now;
  }

  void leave(UUID me) {
    NodeRow row = nodes.get(me);
    if (row != null) {
      row.state = State.DEAD;
    }
    bots.values().stream()
        .filter(bot -> me.equals(bot.node))
        .forEach(bot -> {
          bot.node = null;
          revision++;
          bot.revision = revision;
        });
  }

  Reading read(long bot) {
    return new Reading(row(bot).point, database);
  }

  int database() {
    return database;
  }

  /// What is replicated at this moment.
  Replica replica() {
    var itsNodes = new LinkedHashMap<UUID, NodeRow>();
    nodes.forEach((id, row) -> itsNodes.put(id, row.copy()));
    var itsBots = new LinkedHashMap<Long, BotRow>();
    bots.forEach((bot, row) -> itsBots.put(bot, row.copy()));
    return new Replica(itsNodes, itsBots, revision);
  }

  /// A replica becomes the primary database; what it does not have is lost.
  void failOver(Replica to) {
    nodes.clear();
    nodes.putAll(to.nodes());
    bots.clear();
    bots.putAll(to.bots());
    revision = to.revision();
    database++;
  }

  /// Appends to the log of a bot, all or nothing.
  ///
  /// @return why not; null if it is stored, or was before
  @Nullable Refusal append(UUID me, Claim by, List<Entry> events) {
    BotRow row = row(by.bot());
    if (!isAlive(me) && removed != Removed.FENCE_AT_APPEND) {
      witness.refusals++;
      return new Refusal.Fenced(me);
    }
    boolean owner = me.equals(row.node) && row.epoch == by.epoch();
    if (!owner && removed != Removed.EPOCH_AT_APPEND) {
      witness.refusals++;
      return new Refusal.NotOwner(by.bot(), by.epoch());
    }
    for (Entry one : events) {
      if (row.has(one.id())) {
        return null; // The primary key.
      }
    }
    if (!isAlive(me) || !owner) {
      witness.fail("bot " + by.bot() + " got events of a node that does not own it");
    }
    witness.appends++;
    for (Entry one : events) {
      Point last = row.point;
      boolean next =
          one.session() == last.session()
              ? one.sequence() == last.sequence() + 1
              : one.session() > last.session() && one.sequence() == 1;
      if (!next) {
        witness.fail("after " + last + " of bot " + by.bot() + " came " + one);
      }
      if (one.id() <= last.id()) {
        witness.fail("after " + last + " of bot " + by.bot() + " came the id of " + one);
      }
      row.add(one.id());
      row.point = new Point(one.id(), one.session(), one.sequence());
    }
    return null;
  }

  /// Whose a bot is; null for nobody alive.
  @Nullable UUID owner(long bot) {
    UUID node = row(bot).node;
    return isAlive(node) ? node : null;
  }

  long epoch(long bot) {
    return row(bot).epoch;
  }

  State state(UUID node) {
    NodeRow row = nodes.get(node);
    return row == null ? State.DEAD : row.state;
  }

  /// Those that need an owner.
  List<Long> bots() {
    return bots.entrySet().stream()
        .filter(one -> one.getValue().revision > 0)
        .map(Map.Entry::getKey)
        .toList();
  }
}
