package dev.botswain;

import dev.botswain.action.Actions;
import dev.botswain.api.Api;
import dev.botswain.bot.Bot;
import dev.botswain.bot.Bots;
import dev.botswain.bot.StandingBots;
import dev.botswain.config.Config;
import dev.botswain.event.EventLogs;
import dev.botswain.http.HttpFront;
import dev.botswain.session.Lifetimes;
import dev.botswain.session.Sessions;
import dev.botswain.time.Alarm;
import dev.botswain.time.Await;
import dev.botswain.time.Ticker;
import dev.botswain.webhook.Sender;
import dev.botswain.webhook.Webhooks;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every part of the product, constructed and connected in one place, and closed in reverse order.
public final class Server implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Server.class);
  private static final Duration SWEEP = Duration.ofSeconds(30);
  private static final Duration LISTEN_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final Foundation on;
  private final MachineMetrics machine;
  private final Bots.Clients discord;
  private final EventLogs logs;
  private final Bots bots;
  private final StandingBots standing;
  private final Webhooks webhooks;
  private final Sessions sessions;
  private final Relay relay;
  private final Actions actions;
  private final HttpFront http;
  private boolean closed;

  private Server(Foundation on) {
    this.on = on;
    var config = on.config();
    machine = new MachineMetrics(on.metrics(), config.data().folder());
    discord = Discord.clients(on, this::isSessionId);
    var lastId = Await.of(on.store().events().lastId());
    logs = new EventLogs(on.store(), on.clock(), on.metrics(), config.data(), lastId);
    var storage = new Bots.Storage(on.store(), logs);
    bots =
        new Bots(on.vertx(), discord, config.discord(), storage, on.metrics(), this::tokenRejected);
    standing = new StandingBots(bots, config.discord().tokens());
    webhooks =
        new Webhooks(
            new Sender(on.vertx(), on.clock(), config.webhooks(), Version.CURRENT),
            on.store(),
            logs,
            on.metrics());
    var lifetimes = new Lifetimes(on.clock(), Ticker.system(), config.sessions());
    sessions = new Sessions(bots, on.store(), lifetimes, webhooks::isCountedOn, on.metrics());
    relay = Relay.of(on, discord.rest(), sessions);
    actions = new Actions(on.clock(), on.store());
    var readiness = new Readiness(on.store(), discord.rest(), bots, standing);
    var parts = new Api.Parts(sessions, logs, webhooks, actions, readiness::now, on.metrics());
    var api = Api.of(on.vertx(), on.clock(), config, parts);
    http =
        new HttpFront(on.vertx(), on.clock(), config, on.metrics(), api)
            .mount(relay.rest())
            .mount(relay.gateway());
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
  /// @throws dev.botswain.store.StoreUnusableException if the data cannot be used
  public static Server start(Config config, Clock clock) {
    CannotListenException.check(config.http());
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
    try {
      Await.of(http.listen(), LISTEN_TIMEOUT);
    } catch (RuntimeException | TimeoutException e) {
      throw CannotListenException.of(on.config().http(), e);
    }
    var tokens = on.config().discord().tokens();
    new Restore(on.store(), tokens, logs, bots, sessions, webhooks).run();
    http.open();
    new Alarm(on.vertx()).setEvery(SWEEP, this::sweep);
    standing.start();
    machine.start();
  }

  private void sweep() {
    sessions.sweep();
    webhooks.sweep();
    logs.trim();
    actions.sweep();
    relay.gateway().sweep();
  }

  /// The server's address, without a trailing slash.
  public String url() {
    return http.url();
  }

  Sessions sessions() {
    return sessions;
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
    awaitQuietly("requests", http.shutdown(grace), grace.plus(CLOSE_TIMEOUT));
    webhooks.close();
    awaitQuietly("webhooks", webhooks.closeConnections(), CLOSE_TIMEOUT);
    relay.rest().close();
    awaitQuietly("bots", bots.close(), CLOSE_TIMEOUT);
    discord.gateway().close();
    awaitQuietly("connections", discord.rest().close(), CLOSE_TIMEOUT);
    awaitQuietly("event loops", on.vertx().close(), CLOSE_TIMEOUT);
    on.store().close();
    machine.close();
    log.info("stopped");
  }

  private static void awaitQuietly(String what, Future<?> closing, Duration most) {
    try {
      Await.of(closing, most);
    } catch (TimeoutException | RuntimeException e) {
      log.atWarn().addKeyValue("what", what).setCause(e).log("did not close cleanly");
    }
  }
}
