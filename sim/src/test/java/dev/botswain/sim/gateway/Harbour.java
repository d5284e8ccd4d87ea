package dev.botswain.sim.gateway;

import dev.botswain.sim.Sim;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.DemoWorld;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.User;
import dev.botswain.sim.world.World;
import java.util.Objects;
import java.util.function.Consumer;

/// The demo's large guild, for tests that act in it.
record Harbour(World world, Bot pilot, Bot gull, Guild guild) {
  /// Acts in a sim's world, on its event loop.
  static void act(Sim sim, Consumer<Harbour> action) {
    sim.call(() -> {
      action.accept(of(sim.world()));
      return null;
    });
  }

  static Harbour of(World world) {
    var pilot = Objects.requireNonNull(world.bots().byToken(DemoWorld.TOKEN));
    var gull = Objects.requireNonNull(world.bots().byToken(DemoWorld.TOKEN_NO_INTENTS));
    return new Harbour(world, pilot, gull, pilot.guilds().at(0));
  }

  Channel channel(String name) {
    return guild.channels().stream()
        .filter(channel -> channel.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  Member member(int n) {
    return guild.members().at(n);
  }

  User user(int n) {
    return member(n).user();
  }
}
