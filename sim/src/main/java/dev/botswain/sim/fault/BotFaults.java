package dev.botswain.sim.fault;

import dev.botswain.sim.fault.BotFault.Begun;
import dev.botswain.sim.gateway.Gateway;
import dev.botswain.sim.rest.Rest;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.World;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The faults of all bots.
///
/// Confined to the sim's event loop.
public final class BotFaults implements AutoCloseable {
  private static final List<BotFault> ALL =
      Stream.of(NetworkFaults.ALL, AccountFaults.ALL, GatewayFaults.ALL, GuildFaults.ALL)
          .flatMap(List::stream)
          .toList();

  private final World world;
  private final Gateway gateway;
  private final Rest rest;

  /// The faults that have begun, by bot, oldest first.
  private final Map<Long, SequencedMap<String, Begun>> begun = new HashMap<>();

  public BotFaults(World world, Gateway gateway, Rest rest) {
    this.world = world;
    this.gateway = gateway;
    this.rest = rest;
  }

  /// Every known fault.
  public static List<BotFault> all() {
    return ALL;
  }

  /// The fault with this name, or null.
  public static @Nullable BotFault named(String name) {
    return ALL.stream().filter(fault -> fault.name().equals(name)).findFirst().orElse(null);
  }

  /// Begins a fault; one that has begun already is healed first, so that new options count.
  ///
  /// @throws IllegalArgumentException with a sentence if this bot cannot have it
  public void begin(Bot bot, BotFault fault, Options options) {
    heal(bot, fault);
    var now = fault.cause().begin(new Patient(world, gateway, rest, bot, options));
    of(bot).put(fault.name(), now);
  }

  /// Whether a bot has a fault.
  public boolean has(Bot bot, BotFault fault) {
    return of(bot).containsKey(fault.name());
  }

  /// Where a fault is to be met, if that is not the sim's own address; otherwise empty.
  public String url(Bot bot, BotFault fault) {
    var one = of(bot).get(fault.name());
    return one == null ? "" : one.url();
  }

  /// Heals a fault, if the bot has it.
  public void heal(Bot bot, BotFault fault) {
    var one = of(bot).remove(fault.name());
    if (one != null) {
      one.heal().run();
    }
  }

  /// Heals all faults of a bot, the newest first.
  public void heal(Bot bot) {
    var faults = of(bot);
    while (!faults.isEmpty()) {
      faults.pollLastEntry().getValue().heal().run();
    }
  }

  private SequencedMap<String, Begun> of(Bot bot) {
    return begun.computeIfAbsent(bot.id(), none -> new LinkedHashMap<>());
  }

  /// Stops what faults listen on. To be called at the end of the sim.
  @Override
  public void close() {
    begun.values().stream()
        .flatMap(faults -> faults.values().stream())
        .filter(fault -> !fault.url().isEmpty())
        .forEach(fault -> fault.heal().run());
  }
}
