package dev.botswain;

import dev.botswain.action.Actions;
import dev.botswain.api.Api;
import dev.botswain.audit.Audit;
import dev.botswain.bot.Bot;
import dev.botswain.bot.Bots;
import dev.botswain.bot.ConfiguredBots;
import dev.botswain.config.Config;
import dev.botswain.doctor.Doctor;
import dev.botswain.doctor.Surroundings;
import dev.botswain.event.EventLogs;
import dev.botswain.http.HttpFront;
import dev.botswain.log.LogLevels;
import dev.botswain.operator.OperatedBots;
import dev.botswain.operator.OperatorApi;
import dev.botswain.operator.OperatorKey;
import dev.botswain.operator.SupportBundle;
import dev.botswain.operator.TenantUsage;
import dev.botswain.secret.Secret;
import dev.botswain.session.Lifetimes;
import dev.botswain.session.Sessions;
import dev.botswain.tenant.LoginPolicy;
import dev.botswain.tenant.Register;
import dev.botswain.time.Alarm;
import dev.botswain.time.Await;
import dev.botswain.time.Ticker;
import dev.botswain.webhook.Sender;
import dev.botswain.webhook.Webhooks;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every part of the product, constructed and connected in one place, and closed in reverse order.
public final class Server implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Server.class);
  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final Foundation on;
  private final MachineMetrics machine;
  private final Bots.Clients discord;
  private final Register register;
  private final EventLogs logs;
  private final Bots bots;
  private final LoginPolicy policy;
  private final ConfiguredBots configured;
  private final Webhooks webhooks;
  private final Sessions sessions;
  private final Relay relay;
  private final Audit audit;
  private final Actions actions;
  private final Doctor doctor;
  private final OperatorKey operatorKey;
  private final HttpFront http;
  private boolean closed;

  private Server(Foundation on) {
    this.on = on;
    var config = on.config();
    var vertx = on.vertx();
    var clock = on.clock();
    var store = on.store();
    var metrics = on.metrics();
    machine = new MachineMetrics(metrics, config.data().folder());
    discord = Discord.clients(on, this::isSessionId);
    var lastId = Await.of(store.events().lastId());
    register = new Register(store, clock);
    logs = new EventLogs(store, clock, metrics, config.data(), register.tenants(), lastId);
    var storage = new Bots.Storage(store, logs);
    bots = new Bots(vertx, discord, config.discord(), storage, metrics, this::tokenRejected);
    policy = LoginDecision.of(config).policy(config.discord().tokens(), register);
    configured = new ConfiguredBots(bots, config.discord().tokens(), policy);
    audit = new Audit(store, clock, config.audit().retention());
    webhooks =
        new Webhooks(
            new Sender(
                vertx, clock, config.webhooks(), bot -> logs.of(bot).owner(), Version.CURRENT),
            store,
            logs,
            metrics);
    var lifetimes = new Lifetimes(clock, Ticker.system(), config.sessions());
    sessions = new Sessions(bots, store, lifetimes, webhooks::isCountedOn, metrics);
    relay = Relay.of(on, discord.rest(), sessions, audit);
    actions = new Actions(clock, store, audit);
    doctor =
        new Doctor(bots, new Surroundings(config, clock, discord.rest(), logs, sessions, webhooks));
    var readiness = new Readiness(store, discord.rest(), bots, configured);
    var parts =
        new Api.Parts(
            sessions, policy, logs, webhooks, actions, audit, doctor, readiness::now, metrics);
    operatorKey = OperatorKey.of(config.access(), store);
    var operated = new OperatedBots(bots, sessions, webhooks, store, register.tenants());
    var upkeep =
        new OperatorApi.Upkeep(
            new SupportBundle(config, metrics, readiness::now, Version.CURRENT),
            new LogLevels(config.logs().level(), clock, () -> new Alarm(vertx)));
    var served =
        OperatorApi.addedTo(
            Api.of(vertx, clock, config, parts),
            new OperatorApi.Parts(
                operatorKey,
                register,
                operated,
                new TenantUsage(
                    operated,
                    logs,
                    store.events(),
                    new TenantUsage.Http(this::uploads, this::requests)),
                clock,
                Version.CURRENT,
                audit,
                store.secretKeys(),
                doctor,
                upkeep));
    http = relay.mountedOn(new HttpFront(vertx, clock, config, metrics, served));
  }

  private long uploads(String tenant) {
    return http.uploads(tenant);
  }

  private long requests(String tenant) {
    return http.requests(tenant);
  }

  private boolean isSessionId(String text) {
    return sessions.isId(text);
  }

  private void tokenRejected(Bot bot) {
    sessions.tokenRejected(bot);
  }

  /// Starts everything and returns when requests are served. It does nothing for any bot before it
  /// is certain that this server has its port, because another server may be running them.
  ///
  /// @throws CannotListenException if the address cannot be listened on; nothing was touched then
  /// @throws UndecidedLoginException in the same way, if nothing says who may log bots in
  /// @throws dev.botswain.store.StoreUnusableException if the data cannot be used
  public static Server start(Config config, Clock clock) {
    CannotListenException.check(config.http());
    CannotListenException.check(config.access());
    LoginDecision.of(config);
    var server = new Server(Foundation.of(config, clock));
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
    CannotListenException.await(http.listen(), on.config().http());
    CannotListenException.await(http.listenToOperator(), on.config().access());
    register.load();
    new Restore(on, logs, bots, sessions, webhooks).run();
    http.open();
    new Alarm(on.vertx()).setEvery(SWEEP, this::sweep);
    configured.start();
    doctor.start(on.vertx());
    machine.start();
  }

  private void sweep() {
    sessions.sweep();
    webhooks.sweep();
    logs.trim();
    var together = logs.together();
    actions.sweep(together);
    audit.sweep();
    relay.gateway().sweep(together);
  }

  /// The server's address, without a trailing slash.
  public String url() {
    return http.url();
  }

  /// The address of the operator's own port, without a trailing slash.
  public Optional<String> operatorUrl() {
    return http.operatorUrl();
  }

  /// The operator's key, if this start made it. It is returned once.
  Optional<Secret> takeNewOperatorKey() {
    return operatorKey.takeCreated();
  }

  Register register() {
    return register;
  }

  LoginPolicy policy() {
    return policy;
  }

  Sessions sessions() {
    return sessions;
  }

  Audit audit() {
    return audit;
  }

  Actions actions() {
    return actions;
  }

  /// Stops taking requests, lets those in progress finish, and keeps the bots' gateway sessions
  /// resumable.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    log.info("stopping");
    Duration grace = on.config().http().shutdownGrace();
    Closing.await("requests", http.shutdown(grace), grace);
    webhooks.close();
    Closing.await("webhooks", webhooks.closeConnections());
    relay.rest().close();
    Closing.await("bots", bots.close());
    discord.gateway().close();
    Closing.await("connections", discord.rest().close());
    Closing.await("event loops", on.vertx().close());
    on.store().close();
    machine.close();
    log.info("stopped");
  }
}
