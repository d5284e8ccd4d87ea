package dev.botswain.sim;

import dev.botswain.sim.world.DemoWorld;
import dev.botswain.sim.world.LoadWorld;
import dev.botswain.sim.world.World;
import java.time.Clock;

/// The options of a sim.
///
/// @param host the address to listen on
/// @param port 0 for any free port
/// @param world the content of the world
/// @param limits false switches off every limit of REST and gateway, for benchmarks
/// @param heartbeatMs the interval in HELLO, in milliseconds
/// @param clock the clock of the world
public record SimOptions(
    String host, int port, WorldSize world, boolean limits, int heartbeatMs, Clock clock) {
  /// The content of the world: the demo world if all are 0, otherwise `bots` bots, each in its own
  /// guild.
  ///
  /// @param bots the number of bots
  /// @param members members of each guild, the bot included
  /// @param channels channels of each guild
  /// @param messages messages in the first text channel of each guild
  public record WorldSize(int bots, int members, int channels, int messages) {
    /// The demo world.
    public static final WorldSize DEMO = new WorldSize(0, 0, 0, 0);

    void fill(World empty) {
      if (equals(DEMO)) {
        DemoWorld.fill(empty);
      } else {
        LoadWorld.fill(empty, bots, members, channels, messages);
      }
    }
  }

  /// Loopback, any free port, the demo world, and Discord's limits and heartbeat interval.
  public static final SimOptions DEFAULT =
      new SimOptions("127.0.0.1", 0, WorldSize.DEMO, true, 41_250, Clock.systemUTC());

  public SimOptions withPort(int port) {
    return new SimOptions(host, port, world, limits, heartbeatMs, clock);
  }

  public SimOptions withHost(String host) {
    return new SimOptions(host, port, world, limits, heartbeatMs, clock);
  }

  public SimOptions withWorld(WorldSize world) {
    return new SimOptions(host, port, world, limits, heartbeatMs, clock);
  }

  public SimOptions withLimits(boolean limits) {
    return new SimOptions(host, port, world, limits, heartbeatMs, clock);
  }

  public SimOptions withHeartbeatMs(int heartbeatMs) {
    return new SimOptions(host, port, world, limits, heartbeatMs, clock);
  }

  public SimOptions withClock(Clock clock) {
    return new SimOptions(host, port, world, limits, heartbeatMs, clock);
  }
}
