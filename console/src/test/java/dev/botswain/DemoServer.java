package dev.botswain;

import dev.botswain.config.Config;
import dev.botswain.secret.Secret;
import dev.botswain.sim.Sim;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/// The server as the demo starts it, but on a simulated Discord that outlives it.
public final class DemoServer {
  private DemoServer() {}

  public static Server start(Config config, Sim sim) {
    var simulated = config.withDiscord(URI.create(sim.apiUrl()), URI.create(sim.url()));
    return Server.start(simulated, Clock.systemUTC(), Optional.of(new Secret(Demo.TOKEN)));
  }
}
