package dev.botswain;

import dev.botswain.action.Actions;
import dev.botswain.api.Api;
import dev.botswain.api.Health;
import dev.botswain.bot.Bots;
import dev.botswain.bot.StandingBots;
import dev.botswain.config.Config;
import dev.botswain.config.Secret;
import dev.botswain.discord.gateway.Compression;
import dev.botswain.discord.gateway.Gateway;
import dev.botswain.discord.gateway.GatewayOptions;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.discord.rest.DiscordRest;
import dev.botswain.discord.rest.RestLimits;
import dev.botswain.discord.rest.RestOptions;
import dev.botswain.event.EventLogs;
import dev.botswain.http.HttpFront;
import dev.botswain.limit.Limit;
import dev.botswain.net.Reach;
import dev.botswain.relay.OwnEvents;
import dev.botswain.relay.gateway.GatewayRelay;
import dev.botswain.relay.rest.RestRelay;
import dev.botswain.relay.rest.RouteScopes;
import dev.botswain.session.Lifetimes;
import dev.botswain.session.Sessions;
import dev.botswain.store.Condition;
import dev.botswain.store.Store;
import dev.botswain.store.memory.MemoryStore;
import dev.botswain.store.sqlite.SqliteStore;
import dev.botswain.time.Alarm;
import dev.botswain.time.Await;
import dev.botswain.time.Ticker;
import dev.botswain.webhook.Sender;
import dev.botswain.webhook.Webhooks;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every part of the product, constructed and connected in one place, and closed in reverse order.
public final class Server implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Server.class);

  private static final Duration SWEEP = Duration.ofSeconds(30);

  /// The most bytes from Discord that may wait to be stored; beyond that, bots disconnect from
  /// Discord, which keeps their events for some minutes.
  private static final long MAX_BACKLOG = 64 << 20;

  private static final Duration LISTEN_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final String REMEDY = "choose another port with --port or BOTSWAIN_PORT";

  private final Config config;
  private final Vertx vertx;
  private final Store store;
  private final EventLogs logs;
  private final DiscordRest discord;
  private final Gateway gateway;
  private final Bots bots;
  private final StandingBots standing;
  private final Sessions sessions;
  private final Webhooks webhooks;
  private final RestRelay relay;
  private final GatewayRelay gatewayRelay;
  private final Actions actions;
  private final HttpFront http;
  private final MachineMetrics machine;
  private boolean closed;

  private Server(Config config, Clock clock, Store store) {
    this.config = config;
    this.store = store;
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors())));
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    this.machine = new MachineMetrics(metrics, config.data().folder());
    Config.Discord toDiscord = config.discord();
    boolean secure = "https".equalsIgnoreCase(toDiscord.apiUrl().getScheme());

    var reach = new Reach(vertx);
    RestOptions restOptions = restOptions(toDiscord);
    this.discord = new DiscordRest(vertx, reach, restOptions, clock, metrics);
    this.gateway =
        new Gateway(
            vertx,
            reach,
            clock,
            Ticker.system(),
            metrics,
            GatewayOptions.of(restOptions.userAgent())
                .with(
                    switch (toDiscord.compression()) {
                      case NONE -> Compression.NONE;
                      case ZLIB_STREAM -> Compression.ZLIB_STREAM;
                    },
                    () -> store.events().unstoredBytes() > MAX_BACKLOG));
    this.logs =
        new EventLogs(store, clock, metrics, config.data(), Await.of(store.events().lastId()));
    this.bots =
        new Bots(
            vertx,
            Ticker.system(),
            metrics,
            discord,
            gateway,
            secure,
            toDiscord.intents().stream().map(Intent::valueOf).collect(Collectors.toSet()),
            toDiscord.presences(),
            toDiscord.loginWait(),
            store,
            logs);
    this.standing = new StandingBots(bots, toDiscord.tokens().stream().map(Secret::value).toList());
    this.webhooks =
        new Webhooks(
            new Sender(vertx, clock, config.webhooks(), Version.CURRENT), store, logs, metrics);
    this.sessions =
        new Sessions(
            bots,
            store,
            new Lifetimes(clock, Ticker.system(), config.sessions()),
            webhooks::isCountedOn,
            metrics);
    this.discord.hideSessionIds(sessions::isId);
    var ownEvents = new OwnEvents(vertx, toDiscord.ownEventWait());
    this.relay =
        new RestRelay(
            sessions,
            new RouteScopes(),
            discord,
            clock,
            toDiscord.patience(),
            config.http().publicUrl(),
            ownEvents);
    this.gatewayRelay =
        new GatewayRelay(
            vertx,
            clock,
            metrics,
            sessions,
            store,
            config.http().idleTimeout(),
            config.http().publicUrl(),
            ownEvents);
    this.actions = new Actions(clock, store);
    this.http =
        new HttpFront(
                vertx,
                clock,
                config,
                metrics,
                Api.of(
                    vertx,
                    clock,
                    config,
                    new Api.Parts(sessions, logs, webhooks, actions, this::health, metrics)))
            .mount(relay)
            .mount(gatewayRelay);
  }

  /// Starts everything and returns when requests are served. It does nothing for any bot before it
  /// is certain that this server has its port, because another server may be running them.
  ///
  /// @throws CannotListenException if the address cannot be listened on; nothing was touched then
  /// @throws dev.botswain.store.StoreUnusableException if the data cannot be used
  public static Server start(Config config, Clock clock) {
    Config.Http http = config.http();
    CannotListenException.check(http.host(), 0, "set BOTSWAIN_HOST to an address of this machine");
    CannotListenException.check(http.host(), http.port(), REMEDY);
    Store store = store(config.data(), clock);
    config.data().folder().ifPresent(data -> NativeCode.layOut(data.resolve("native")));
    var server = new Server(config, clock, store);
    boolean started = false;
    try {
      server.listen();
      server.restore();
      server.http.open();
      started = true;
    } finally {
      if (!started) {
        server.close();
      }
    }
    new Alarm(server.vertx).setEvery(SWEEP, () -> server.sweep(clock));
    server.standing.start();
    server.machine.start();
    log.atInfo().addKeyValue("url", server.url()).log("listening");
    return server;
  }

  private void restore() {
    new Restore(store, config.discord().tokens(), logs, bots, sessions, webhooks).run();
  }

  private void listen() {
    try {
      Await.of(http.listen(), LISTEN_TIMEOUT);
    } catch (RuntimeException | TimeoutException e) {
      throw new CannotListenException(config.http().host(), config.http().port(), e, REMEDY);
    }
  }

  private void sweep(Clock clock) {
    sessions.sweep();
    webhooks.sweep();
    logs.trim();
    store.write(Actions.forgetKeys(clock.instant()));
    gatewayRelay.sweep();
  }

  private static Store store(Config.Data data, Clock clock) {
    return data.folder()
        .<Store>map(folder -> SqliteStore.open(folder, data.keyBytes(), clock))
        .orElseGet(MemoryStore::new);
  }

  /// The server's address, without a trailing slash.
  public String url() {
    String host = config.http().host();
    String reachable = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    return "http://"
        + (reachable.contains(":") ? "[" + reachable + "]" : reachable)
        + ":"
        + http.port();
  }

  Sessions sessions() {
    return sessions;
  }

  Actions actions() {
    return actions;
  }

  private Health health() {
    int untried = standing.untried();
    String detail =
        untried == 0
            ? bots.summary()
            : untried + " of the configured bots have not been logged in yet";
    return new Health(
        List.of(new Health.Check("bots", untried == 0, detail), storeHealth(), discordHealth()));
  }

  /// Whether bots' requests may be sent at all: invalid ones of some bots can get the address
  /// banned for all.
  private Health.Check discordHealth() {
    var address = discord.addressHealth();
    return new Health.Check("discord", address.open(), address.detail());
  }

  private Health.Check storeHealth() {
    return switch (store.condition()) {
      case Condition.Working() -> new Health.Check("store", true, "writes");
      case Condition.Failing(var since, String reason) ->
          new Health.Check("store", false, "cannot write since %s: %s".formatted(since, reason));
    };
  }

  private static RestOptions restOptions(Config.Discord discord) {
    return RestOptions.of(
            discord.apiUrl(),
            "DiscordBot (https://github.com/botswain/botswain, " + Version.CURRENT + ")")
        .with(
            discord.globalPerSecond(),
            discord.patience(),
            new RestLimits(
                Limit.CALLS.bound(),
                Limit.CONNECTIONS_TO_DISCORD.bound(),
                Limit.UPLOADS_TO_DISCORD.bound(),
                Limit.INTERACTIONS_TO_DISCORD.bound(),
                Limit.REJECTED_LOGINS.bound()));
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
    Duration grace = config.http().shutdownGrace();
    awaitQuietly("requests", http.shutdown(grace), grace.plus(CLOSE_TIMEOUT));
    webhooks.close();
    awaitQuietly("webhooks", webhooks.closeConnections(), CLOSE_TIMEOUT);
    relay.close();
    awaitQuietly("bots", bots.close(), CLOSE_TIMEOUT);
    gateway.close();
    awaitQuietly("connections", discord.close(), CLOSE_TIMEOUT);
    awaitQuietly("event loops", vertx.close(), CLOSE_TIMEOUT);
    store.close();
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
