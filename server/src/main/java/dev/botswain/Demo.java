package dev.botswain;

import dev.botswain.config.Config;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.DemoWorld;
import java.net.URI;
import java.time.Clock;

/// The server together with a simulated Discord, for a first look without a token.
final class Demo implements AutoCloseable {
  static final String TOKEN = DemoWorld.TOKEN;

  private final Sim sim;
  private final Server server;

  private Demo(Sim sim, Server server) {
    this.sim = sim;
    this.server = server;
  }

  /// Starts both and prints where they are, a line each.
  ///
  /// @param simPort 0 for any free one
  static Demo start(Config config, int simPort, Clock clock) {
    Sim sim = Sim.start(SimOptions.DEFAULT.withPort(simPort));
    try {
      Server server = Server.start(config.withDiscordApi(URI.create(sim.apiUrl())), clock);
      System.out.println("Server: " + server.url());
      System.out.println("Sim: " + sim.url());
      System.out.println("Demo token: " + TOKEN);
      return new Demo(sim, server);
    } catch (RuntimeException e) {
      sim.close();
      throw e;
    }
  }

  /// Where the server can be reached, without a slash at the end.
  String url() {
    return server.url();
  }

  /// Where the simulated Discord can be reached.
  String simUrl() {
    return sim.url();
  }

  @Override
  public void close() {
    server.close();
    sim.close();
  }
}
