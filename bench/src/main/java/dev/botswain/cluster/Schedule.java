package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Ownership;
import dev.botswain.store.NodeStore.Refusal;
import dev.botswain.store.NodeStore.State;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One run: some machines, some bots, faults for a while, and then time to heal.
final class Schedule {
  private static final long FAULTS = 12 * World.SECOND;

  /// Until when all must be well again after the last fault.
  private static final long HEALED = 20 * World.SECOND;

  private static final long LOOK = 200 * World.MILLI;

  /// How long a node waits for another's answer.
  private static final long PATIENCE = 5 * World.SECOND;

  private final World world;
  private final Removed removed;
  final Witness witness;
  private final StoreState store;
  private final Weather weather;
  private final ToyDiscord discord;
  private final List<Machine> machines = new ArrayList<>();
  private long bots;

  /// Whether bots were moved in ways that do not even the nodes out.
  private boolean uneven;

  private boolean over;
  private long healed;

  /// A place for processes, one after the other, with a clock that is the same for all.
  private static final class Machine {
    final int number;
    final double rate;
    @Nullable ToyNode node;

    Machine(int number, double rate) {
      this.number = number;
      this.rate = rate;
    }
  }

  Schedule(long seed, Removed removed) {
    this.world = new World(seed);
    this.removed = removed;
    witness = new Witness(world);
    store = new StoreState(world, removed, witness);
    weather = new Weather(world);
    discord = new ToyDiscord(world, witness);
  }

  /// Runs it.
  ///
  /// @return what went wrong; null if nothing
  @Nullable String run() {
    long count = world.between(1, 6);
    for (int i = 0; i < count; i++) {
      addBot();
    }
    // Any two differ by less than a quarter.
    double slowest = 0.85 + 0.1 * world.random.nextDouble();
    long nodes = world.between(2, 4);
    for (int i = 0; i < nodes; i++) {
      var machine = new Machine(i, slowest * (1 + 0.24 * world.random.nextDouble()));
      machines.add(machine);
      world.after(
          world.chance(0.7) ? world.between(0, 300 * World.MILLI) : world.between(0, FAULTS),
          () -> start(machine));
    }
    long faults = world.between(1, 6);
    for (int i = 0; i < faults; i++) {
      world.after(world.between(World.SECOND, FAULTS), this::fault);
    }
    world.after(FAULTS, this::end);
    while (!over && witness.fault() == null && world.step()) {}
    return witness.fault();
  }

  long steps() {
    return world.steps();
  }

  /// How long it took after the last fault, in nanoseconds.
  long healed() {
    return healed;
  }

  private long addBot() {
    bots++;
    discord.addBot(bots);
    store.addBot(bots);
    return bots;
  }

  private void start(Machine machine) {
    ToyNode old = machine.node;
    if (old != null && !old.process.isDead()) {
      return;
    }
    var process = new ToyProcess(world, machine.rate, witness::look);
    var link = new StoreLink(weather, store, process);
    var node = new ToyNode(process, link, discord, weather, witness, removed);
    machine.node = node;
    String url = "http://" + machine.number + "/" + world.steps();
    process.receive(
        () -> node.cluster.start(url, (peer, passed) -> tell(process, peer.id(), passed)));
  }

  /// Tells a node that it was given bots, unless that or its answer is lost.
  private Future<Void> tell(ToyProcess from, UUID peer, Collection<Ownership> passed) {
    Promise<Void> up = Promise.promise();
    from.later(PATIENCE, () -> up.tryFail("no answer"));
    if (!weather.isLost()) {
      world.after(
          weather.delay(),
          () -> {
            ToyNode to = named(peer);
            if (to != null) {
              to.process.receive(() -> to.cluster.accept(passed).onSuccess(_ -> answer(from, up)));
            }
          });
    }
    return up.future();
  }

  private void answer(ToyProcess to, Promise<Void> up) {
    if (!weather.isLost()) {
      world.after(weather.delay(), () -> to.receive(up::tryComplete));
    }
  }

  private @Nullable ToyNode named(UUID name) {
    for (Machine machine : machines) {
      ToyNode node = machine.node;
      if (node != null && !node.process.isDead() && name.equals(node.name())) {
        return node;
      }
    }
    return null;
  }

  private @Nullable ToyNode anyNode() {
    ToyNode node = machines.get((int) world.between(0, machines.size() - 1)).node;
    return node == null || node.process.isDead() ? null : node;
  }

  private void fault() {
    ToyNode node = anyNode();
    switch ((int) world.between(0, 14)) {
      case 0, 1 -> kill();
      case 2, 3 -> stop(node);
      case 4, 5 -> {
        if (node != null) {
          long time = world.between(World.SECOND, 9 * World.SECOND);
          node.link.cut(world.chance(0.7) ? time : 0, world.chance(0.7) ? time : 0);
        }
      }
      case 6 -> weather.freezeStore(world.between(World.SECOND / 2, 6 * World.SECOND));
      case 7 -> weather.endStore(world.between(World.SECOND / 2, 6 * World.SECOND));
      case 8 -> drain(node);
      case 9 -> machines.forEach(machine -> drain(machine.node));
      case 10 -> move(world.between(1, bots), (int) world.between(1, 6));
      case 11 -> take(node);
      case 12 -> refuse();
      case 13 -> failOver();
      default -> discord.forget(world.between(1, bots));
    }
  }

  private void kill() {
    Machine machine = machines.get((int) world.between(0, machines.size() - 1));
    ToyNode node = machine.node;
    if (node != null) {
      node.process.kill();
      witness.died(node.process);
      world.after(world.between(World.MILLI, 5 * World.SECOND), () -> start(machine));
    }
  }

  private void stop(@Nullable ToyNode node) {
    if (node != null) {
      node.process.stop();
      world.after(world.between(World.SECOND / 2, 9 * World.SECOND), node.process::goOn);
    }
  }

  /// A node drains, and then leaves, dies or takes bots again.
  private void drain(@Nullable ToyNode node) {
    if (node == null) {
      return;
    }
    ToyProcess process = node.process;
    process.receive(() ->
        node.cluster
            .drain()
            .onSuccess(_ -> {
              if (world.chance(0.5)) {
                node.cluster.leave().onComplete(_ -> end(node));
              } else {
                process.later(world.between(0, World.SECOND), node.cluster::undrain);
              }
            }));
    if (world.chance(0.3)) {
      process.later(world.between(0, World.SECOND), node.cluster::undrain);
    }
  }

  private void end(ToyNode node) {
    node.process.kill();
    witness.died(node.process);
    for (Machine machine : machines) {
      if (machine.node == node) {
        world.after(world.between(World.MILLI, 2 * World.SECOND), () -> start(machine));
      }
    }
  }

  /// A bot is moved by hand to one node, and to the next.
  private void move(long bot, int times) {
    UUID owner = store.owner(bot);
    ToyNode node = owner == null ? null : named(owner);
    ToyNode to = anyNode();
    UUID target = to == null ? null : to.name();
    if (node != null && target != null) {
      uneven = true;
      node.process.receive(() -> node.cluster.move(bot, target));
    }
    if (times > 1) {
      world.after(world.between(World.MILLI, World.SECOND), () -> move(bot, times - 1));
    }
  }

  /// Another database becomes the primary one, which has not got the last of what was stored.
  private void failOver() {
    if (world.now() + 2 * World.SECOND > FAULTS) {
      return;
    }
    StoreState.Replica replica = store.replica();
    world.after(
        world.between(0, World.SECOND),
        () -> {
          store.failOver(replica);
          witness.excuse(6 * World.SECOND);
          weather.endStore(world.between(World.SECOND / 2, 2 * World.SECOND));
        });
  }

  /// The store has lost events of a bot that it had reported as stored.
  private void refuse() {
    long bot = world.between(1, bots);
    UUID owner = store.owner(bot);
    ToyNode node = owner == null ? null : named(owner);
    if (node != null) {
      long epoch = store.epoch(bot);
      node.process.receive(() -> node.link.refuse(new Refusal.Behind(bot, epoch)));
    }
  }

  private void take(@Nullable ToyNode node) {
    if (node != null) {
      uneven = true;
      bots++;
      long bot = bots;
      discord.addBot(bot);
      node.process.receive(() ->
          node.cluster
              .take(bot)
              .onFailure(_ -> world.after(World.SECOND, () -> store.addBot(bot))));
    }
  }

  /// The last fault is over.
  private void end() {
    weather.clear();
    for (Machine machine : machines) {
      ToyNode node = machine.node;
      if (node == null || node.process.isDead()) {
        start(machine);
      } else {
        node.link.mend();
        node.process.goOn();
        node.process.receive(node.cluster::undrain);
      }
    }
    world.after(4 * World.SECOND, discord::quiet);
    long began = world.now();
    world.after(5 * World.SECOND, () -> look(began));
  }

  private void look(long began) {
    String missing = missing();
    if (missing == null) {
      healed = world.now() - began;
      over = true;
    } else if (world.now() - began > HEALED) {
      witness.fail("not healed: " + missing);
    } else {
      world.after(LOOK, () -> look(began));
    }
  }

  /// What is not yet as it must be in the end.
  private @Nullable String missing() {
    var loads = new HashMap<UUID, Integer>();
    for (Machine machine : machines) {
      ToyNode node = machine.node;
      UUID name = node == null ? null : node.name();
      if (node == null || name == null || store.state(name) != State.UP) {
        return "machine " + machine.number + " is not up";
      }
      if (!node.cluster.isLeased()) {
        return "machine " + machine.number + " has no lease";
      }
      loads.put(name, 0);
    }
    for (long bot : store.bots()) {
      UUID owner = store.owner(bot);
      ToyNode node = owner == null ? null : named(owner);
      if (owner == null || node == null) {
        return "bot " + bot + " has no owner";
      }
      ToyBot one = node.bot(bot);
      if (one == null || one.epoch() != store.epoch(bot) || !one.isSettled()) {
        return "bot " + bot + " is not up";
      }
      for (Machine machine : machines) {
        String wrong = misplaced(bot, owner, machine.node);
        if (wrong != null) {
          return wrong;
        }
      }
      loads.merge(owner, 1, Integer::sum);
    }
    double mean = loads.values().stream().mapToInt(Integer::intValue).average().orElse(0);
    boolean even = loads.values().stream().allMatch(load -> Math.abs(load - mean) < 2);
    return even || uneven ? null : "the loads are " + loads.values();
  }

  /// Whether a node is wrong about whose a bot is.
  private static @Nullable String misplaced(long bot, UUID owner, @Nullable ToyNode at) {
    if (at == null) {
      return "a machine is not up";
    }
    boolean right =
        switch (at.cluster.find(bot)) {
          case Place.Here _ -> owner.equals(at.name());
          case Place.There there -> owner.equals(there.peer().id());
          case Place.Between _, Place.Nowhere _ -> false;
        };
    return right ? null : "a node does not know where bot " + bot + " is";
  }
}
