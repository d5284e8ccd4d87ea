package dev.botswain;

import dev.botswain.action.Actions;
import dev.botswain.cluster.Peer;
import dev.botswain.config.Config;
import dev.botswain.secret.Secret;
import dev.botswain.store.Change;
import dev.botswain.store.NodeStore.Ownership;
import dev.botswain.time.Alarm;
import dev.botswain.time.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every part of the product, constructed and connected in one place, and closed in reverse order.
public final class Server implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Server.class);
  private static final Duration SWEEP = Duration.ofSeconds(30);

  /// How long a node that leaves goes on with requests for bots of other nodes.
  private static final Duration NOTICED = Duration.ofMillis(2_500);

  private final Foundation on;
  private final MachineMetrics machine;
  private final Core core;
  private final Interfaces interfaces;
  private final Optional<Neighbourhood> neighbourhood;
  private boolean closed;

  private Server(Foundation on, Optional<Secret> demoToken) {
    this.on = on;
    machine = new MachineMetrics(on.metrics(), on.config().data().folder());
    core = new Core(on);
    interfaces = new Interfaces(on, core, demoToken);
    neighbourhood = Neighbourhood.of(on, interfaces.http);
    neighbourhood.ifPresent(others -> others.join(interfaces.relay.gateway(), core.interactions));
  }

  /// Starts everything and returns when requests are served. It does nothing for any bot before it
  /// is certain that this server has its port, because another server may be running them.
  ///
  /// @throws CannotListenException if the address cannot be listened on; nothing was touched then
  /// @throws UndecidedLoginException in the same way, if nothing says who may log bots in
  /// @throws dev.botswain.store.StoreUnusableException if the data cannot be used
  public static Server start(Config config, Clock clock) {
    return start(config, clock, Optional.empty());
  }

  /// The same, where everybody may log a bot in.
  ///
  /// @param demoToken of that bot; empty for none
  static Server start(Config config, Clock clock, Optional<Secret> demoToken) {
    CannotListenException.check(config.http());
    CannotListenException.check(config.access());
    LoginDecision.of(config);
    var server = new Server(Foundation.of(config, clock), demoToken);
    boolean started = false;
    try {
      server.open();
      started = true;
    } finally {
      if (!started) {
        server.close();
      }
    }
    log.atInfo().addKeyValue("url", server.url()).log("listening");
    return server;
  }

  private void open() {
    var http = interfaces.http;
    CannotListenException.await(http.listen(), on.config().http());
    CannotListenException.await(http.listenToOperator(), on.config().access());
    core.registry.load();
    if (on.config().data().store().isPresent()) {
      new ProcessCounts(on, core).start(on.vertx());
      new AccessWatch(on.node().cluster, core.registry, interfaces.operatorKey).start();
    }
    http.open();
    on.node().residence.furnish(core, interfaces.relay.gateway());
    String url = neighbourhood.map(Neighbourhood::listen).orElse("");
    Await.of(on.node().start(url, this::passed));
    new Alarm(on.vertx()).setEvery(SWEEP, this::sweep);
    core.configured.start();
    interfaces.doctor.start(on.vertx());
    machine.start();
  }

  private Future<Void> passed(Peer to, Collection<Ownership> bots) {
    return neighbourhood.map(others -> others.passed(to, bots)).orElseGet(Future::succeededFuture);
  }

  private void sweep() {
    core.sweep();
    var together = core.logs.together();
    interfaces.actions.sweep(together);
    interfaces.relay.gateway().sweep(together);
  }

  /// Completes when no bot is on its way to this server or from it: after a start, when those that
  /// it begins with are up, or cannot be brought up.
  public Future<Void> settled() {
    return on.node().arrivals.settled(0);
  }

  /// The server's address, without a trailing slash.
  public String url() {
    return interfaces.http.url();
  }

  /// The address of the operator's own port, without a trailing slash.
  public Optional<String> operatorUrl() {
    return interfaces.http.operatorUrl();
  }

  /// The operator's key, if this start made it. It is returned once.
  Optional<Secret> takeNewOperatorKey() {
    return interfaces.operatorKey.takeCreated();
  }

  ThisNode node() {
    return on.node();
  }

  /// What a program in the same process can use without HTTP.
  Core core() {
    return core;
  }

  Actions actions() {
    return interfaces.actions;
  }

  /// A balancer that asks each second whether this node is ready knows that it is not, until when
  /// requests are still answered.
  private Future<Void> unready(Duration grace) {
    if (grace.isZero()) {
      return Future.succeededFuture();
    }
    Promise<Void> noticed = Promise.promise();
    new Alarm(on.vertx()).set(grace.compareTo(NOTICED) < 0 ? grace : NOTICED, noticed::complete);
    return noticed.future();
  }

  /// Passes the bots on to other nodes, if there are any. Then stops taking requests, lets those in
  /// progress finish, and keeps the gateway sessions of bots that are still here resumable.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    log.info("stopping");
    Duration grace = on.config().http().shutdownGrace();
    ThisNode node = on.node();
    if (!node.cluster.peers().isEmpty()) {
      Future<Void> noticed = unready(grace);
      Closing.await("bots on this node", node.cluster.drain(), grace);
      Closing.await("balancers", noticed);
    }
    Closing.await("requests", interfaces.http.shutdown(grace), grace);
    node.residence.close();
    core.webhooks.close();
    Closing.await("webhooks", core.webhooks.closeConnections());
    interfaces.relay.rest().close();
    Closing.await("bots", core.bots.close());
    core.discord.gateway().close();
    Closing.await("connections", core.discord.rest().close());
    Closing.await("writes", on.store().write(new Change.UseSessions(Map.of())));
    Closing.await("node", node.cluster.leave());
    Closing.await("other nodes", node.others.close());
    Closing.await("event loops", on.vertx().close());
    on.store().close();
    machine.close();
    log.info("stopped");
  }
}
