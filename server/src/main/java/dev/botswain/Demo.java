package dev.botswain;

import dev.botswain.config.Config;
import dev.botswain.console.Console;
import dev.botswain.secret.Secret;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.DemoWorld;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/// The server together with a simulated Discord, for a first look without a token.
public final class Demo implements AutoCloseable {
  public static final String TOKEN = DemoWorld.TOKEN;

  private final Sim sim;
  private final Server server;

  private Demo(Sim sim, Server server) {
    this.sim = sim;
    this.server = server;
  }

  /// Things that happen in a second of a demo that is not quiet.
  private static final double LIVELY = 0.7;

  /// Starts both and prints their addresses, one per line, that of the console first: it logs the
  /// demo's bot in. Nobody acts in the simulated Discord unless told.
  ///
  /// @param simPort 0 for any free port
  public static Demo start(Config config, int simPort, Clock clock) {
    Demo demo =
        start(config, SimOptions.DEFAULT.withPort(simPort), clock, Optional.of(new Secret(TOKEN)));
    demo.sim.registerDemoCommands();
    if (Console.isBuilt()) {
      System.out.println("Console: " + demo.url() + "/?demo");
    }
    System.out.println("Server: " + demo.url());
    System.out.println("Sim: " + demo.simUrl());
    System.out.println("Demo token: " + TOKEN);
    Main.showNewOperatorKey(demo.server);
    return demo;
  }

  /// Lets the users of the simulated Discord write, react, come and go, now and then.
  public void enliven() {
    sim.call(() -> {
      sim.activity().start(LIVELY, Long.MAX_VALUE, null);
      return true;
    });
  }

  /// Starts both with many bots instead, each in its own guild, and without limits.
  ///
  /// @return their tokens are those of [#tokenOf]
  static Demo crowded(Config config, int bots, Clock clock) {
    var world = new SimOptions.WorldSize(bots, 50, 20, 20);
    return start(
        config, SimOptions.DEFAULT.withWorld(world).withLimits(false), clock, Optional.empty());
  }

  /// The token of one of many bots.
  ///
  /// @param bot 1 for the first
  static String tokenOf(int bot) {
    return "load-token-" + bot;
  }

  private static Demo start(
      Config config, SimOptions options, Clock clock, Optional<Secret> token) {
    Sim sim = simulated(options);
    try {
      Config simulated = config.withDiscord(URI.create(sim.apiUrl()), URI.create(sim.url()));
      return new Demo(sim, Server.start(simulated, clock, token));
    } catch (RuntimeException | Error e) {
      sim.close();
      throw e;
    }
  }

  private static Sim simulated(SimOptions options) {
    try {
      return Sim.start(options);
    } catch (IllegalStateException e) {
      throw new CannotListenException(
          options.host(),
          options.port(),
          e.getCause() == null ? e : e.getCause(),
          "choose another port for the simulated Discord with --sim-port");
    }
  }

  /// The server's address, without a trailing slash.
  public String url() {
    return server.url();
  }

  /// The address of the simulated Discord.
  public String simUrl() {
    return sim.url();
  }

  @Override
  public void close() {
    server.close();
    sim.close();
  }
}
