package dev.botswain.bot;

import dev.botswain.cluster.Arrivals;
import dev.botswain.cluster.Directory;
import dev.botswain.cluster.Place;
import dev.botswain.config.DiscordConfig;
import dev.botswain.discord.gateway.AfterClose;
import dev.botswain.discord.gateway.Gateway;
import dev.botswain.discord.gateway.ShardState;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.discord.rest.DiscordRest;
import dev.botswain.event.EventLogs;
import dev.botswain.inspect.RequestLogs;
import dev.botswain.secret.Secret;
import dev.botswain.store.Store;
import dev.botswain.store.StoredBot;
import dev.botswain.store.StoredResumePoint;
import dev.botswain.tenant.LoginAttempt;
import dev.botswain.tenant.LoginPolicy;
import dev.botswain.time.Await;
import dev.botswain.time.Ticker;
import dev.botswain.trace.CurrentSpan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All bots of the server. A token is logged in once, however many callers ask, even at the same
/// moment. Its bot ends when the last of them has released it.
public final class Bots {
  private static final Logger log = LoggerFactory.getLogger(Bots.class);

  /// How long a login waits for a bot that is being brought up.
  private static final Duration ARRIVAL = Duration.ofSeconds(10);

  private final BotParts parts;
  private final BotBuilder builder;
  private final Duration loginWait;
  private final Consumer<Bot> rejected;
  private final ConnectedBots connected;
  private final Logins logins = new Logins(this::drop);
  private final Directory directory;
  private final Arrivals arrivals;

  /// @param rejected called with each bot whose token Discord no longer accepts; on event loops, so
  ///   it must not wait
  public Bots(
      Vertx vertx,
      Clients discord,
      DiscordConfig config,
      Storage storage,
      MeterRegistry metrics,
      Consumer<Bot> rejected) {
    this.loginWait = config.loginWait();
    this.rejected = rejected;
    this.parts =
        new BotParts(
            vertx,
            Ticker.system(),
            discord.gateway(),
            config.intents().stream().map(Intent::valueOf).collect(Collectors.toUnmodifiableSet()),
            config.presences(),
            Counter.builder("botswain.events")
                .description("Events received from Discord")
                .register(metrics),
            storage.store(),
            storage.logs(),
            storage.interactions(),
            new MemberCount(),
            new RequestLogs(),
            this::rejected);
    this.connected = new ConnectedBots(storage.store());
    this.directory = storage.directory();
    this.arrivals = storage.arrivals();
    boolean secure = "https".equalsIgnoreCase(config.apiUrl().getScheme());
    this.builder = new BotBuilder(parts, discord.rest(), directory, secure, this::rejected);
    BotMetrics.register(metrics, connected.all());
  }

  /// What bots reach Discord by.
  public record Clients(DiscordRest rest, Gateway gateway) {}

  /// Where bots are stored, where their events are, where their interactions wait, where they live,
  /// and which are on their way.
  public record Storage(
      Store store,
      EventLogs logs,
      OpenInteractions interactions,
      Directory directory,
      Arrivals arrivals) {}

  /// Whether a bot is not here, or not up, but will be somewhere in a moment, or is elsewhere.
  ///
  /// @param botId 0 for one that is not known
  public boolean isMoving(long botId) {
    return arrivals.isMoving(botId)
        || botId != 0
            && switch (directory.find(botId)) {
              case Place.Between _, Place.There _ -> true;
              case Place.Here _, Place.Nowhere _ -> false;
            };
  }

  /// Completes when a bot is somewhere, or after a time even so. Never fails.
  public Future<Void> settled(long botId, Duration most) {
    return directory.settled(botId, most).transform(_ -> arrivals.settled(botId, most));
  }

  /// Brings up bots that this node has claimed, with their guilds, and resumes their gateway
  /// sessions. Their logs are open. No session holds them yet: each must be joined by
  /// [#join(long)], or by [#acquire(Secret, LoginAttempt)] with its token.
  ///
  /// @param points the resume points of their shards
  /// @return completes when their guilds are known; never fails
  public Future<Void> adopt(Collection<StoredBot> kept, Collection<StoredResumePoint> points) {
    Map<Long, List<StoredResumePoint>> ofBots =
        points.stream().collect(Collectors.groupingBy(StoredResumePoint::botId));
    return Future.join(
            kept.stream().map(bot -> adopt(bot, ofBots.getOrDefault(bot.id(), List.of()))).toList())
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private Future<Void> adopt(StoredBot kept, Collection<StoredResumePoint> points) {
    try {
      Bot bot = builder.revive(kept);
      enter(bot, () -> {});
      logins.add(bot);
      if (!builder.isWantedAsBefore(kept)) {
        bot.save();
      }
      return bot.restore(builder.resumable(kept, points));
    } catch (ServerStoppingException | BotAwayException nothingToDo) {
      return Future.succeededFuture();
    } catch (RuntimeException unusable) {
      log.atError().addKeyValue("bot", kept.id()).setCause(unusable).log("not restored");
      return Future.succeededFuture();
    }
  }

  /// Whether a bot that was adopted is here. It is not if it leaves again while it comes.
  public boolean hasCome(long botId) {
    return !connected.of(botId).isEmpty();
  }

  /// Begins to take down a bot that leaves this node: its logins end, and its requests that wait
  /// fail with [dev.botswain.discord.rest.QueueAwayException].
  ///
  /// @param most how long to wait for Discord's answers to requests in progress
  /// @return completes when there are none any more
  public Future<Void> quiet(long botId, Duration most) {
    List<Bot> leaving = connected.of(botId);
    leaving.forEach(bot -> bot.maintenance().leave());
    logins.removeAll(leaving.stream().map(Bot::tokenHash).toList());
    return Future.join(leaving.stream().map(bot -> bot.rest().leave(most)).toList()).mapEmpty();
  }

  /// Disconnects a bot after [#quiet], in a way that its gateway sessions can be resumed, and
  /// forgets it. Nothing is written.
  ///
  /// @return completes when its connections are closed and nothing more comes from them
  public Future<Void> leave(long botId) {
    List<Bot> leaving = connected.of(botId);
    leaving.forEach(bot -> bot.maintenance().leave());
    logins.removeAll(leaving.stream().map(Bot::tokenHash).toList());
    return Future.join(leaving.stream().map(bot -> connected.close(bot, true)).toList()).mapEmpty();
  }

  /// Joins the holders of a bot, as [#acquire(Secret, LoginAttempt)] does.
  ///
  /// @return null if there is no such bot
  public @Nullable Bot join(long botId) {
    return logins.join(botId);
  }

  /// The bot of a token, if it is logged in.
  public @Nullable Bot find(Secret token) {
    return connected.find(TokenHash.of(token));
  }

  /// Access to Discord with a token that is not logged in, which must be closed. Waits for its
  /// place among the logins of its network.
  ///
  /// @throws IllegalArgumentException if no token looks like this
  /// @throws RestException as [dev.botswain.discord.rest.UnknownTokens#begin]
  public TokenTrial tryOut(Secret token, String network) {
    return builder.trial(token, network);
  }

  /// The bots that are logged in.
  public Collection<Bot> all() {
    return connected.all();
  }

  /// The number of bots and the states of their shards, in a sentence.
  public String summary() {
    return connected.summary();
  }

  /// Logs a token in, or joins the holders of its bot. A bot that is just being brought up is
  /// waited for. Each success must be followed by one [#release(Bot)]. Waits, so call it on a
  /// virtual thread.
  ///
  /// It fails as REST requests do (including [dev.botswain.discord.rest.TokenRejectedException]),
  /// with [NotABotException], [BotAwayException], [BotRefusedException], [BotNotReadyException],
  /// [BotDrainedException], [dev.botswain.discord.gateway.IdentifyBudgetExhaustedException], or
  /// [ServerStoppingException] when the server stops.
  ///
  /// @param attempt that has let it in
  public Bot acquire(Secret token, LoginAttempt attempt) {
    awaitArrival(LoginPolicy.claimed(token));
    TokenHash hash = TokenHash.of(token);
    Logins.Login login = logins.join(hash, begun -> open(hash, token, attempt, begun));
    boolean before = login.bot() != null;
    try {
      Bot bot = Await.of(login.whenDone());
      verify(bot);
      if (attempt.isUnchecked()) {
        attempt.check(bot.id(), Await.of(bot.application().id()));
      }
      if (before) {
        Await.of(bot.askForMore());
      }
      return bot;
    } catch (RuntimeException failure) {
      logins.release(hash, login);
      throw failure;
    }
  }

  private void awaitArrival(long botId) {
    try {
      Future<Boolean> settled =
          directory.settled(botId, ARRIVAL).transform(_ -> arrivals.settle(botId, ARRIVAL));
      if (!Await.of(settled, ARRIVAL) || botId != 0 && isMoving(botId)) {
        throw new BotAwayException();
      }
    } catch (TimeoutException _) {
      throw new BotAwayException();
    }
  }

  /// Checks that an acquired bot is still usable.
  ///
  /// @throws RuntimeException as [#acquire(Secret, LoginAttempt)] would now
  public void verify(Bot bot) {
    AfterClose refused = bot.insight().refused();
    if (refused != null) {
      throw new BotRefusedException(refused, bot.insight().trouble());
    }
    if (bot.maintenance().isDrained()) {
      throw new BotDrainedException();
    }
    if (!logins.has(bot)) {
      throw gone(bot);
    }
  }

  /// Why a bot is no longer held. Only these reasons take it from its holders.
  private RuntimeException gone(Bot bot) {
    if (bot.maintenance().isLeft()) {
      return new BotAwayException();
    }
    if (logins.isClosed()) {
      return new ServerStoppingException();
    }
    return bot.maintenance().isEnded()
        ? new BotDisconnectedException()
        : new BotRefusedException(AfterClose.TOKEN_REJECTED, null);
  }

  /// Releases what [#acquire(Secret, LoginAttempt)] returned. The last release closes the bot, and
  /// ends its sessions at Discord.
  public void release(Bot bot) {
    logins.release(bot);
  }

  private void drop(Bot bot) {
    connected.forget(bot);
    connected.close(bot, false);
  }

  private void open(TokenHash hash, Secret token, LoginAttempt attempt, Logins.Login login) {
    Thread.ofVirtual()
        .name("login")
        .start(
            CurrentSpan.kept(() -> {
              try {
                Bot bot = connect(hash, token, attempt);
                replaceEarlier(bot);
                if (!logins.complete(hash, login, bot)) { // It ended while it was logging in.
                  connected.close(bot, logins.isClosed() || bot.maintenance().isLeft());
                  throw gone(bot);
                }
              } catch (Throwable failure) { // Even after an error, no caller may wait forever.
                login.fail(failure);
              }
            }));
  }

  private Bot connect(TokenHash hash, Secret token, LoginAttempt attempt) {
    Bot bot = builder.ask(hash, token, attempt, connected::identifiesClearAt);
    try {
      enter(bot, () -> attempt.requireRoom(bot.allowance(), connected.others(bot)));
      awaitReady(bot);
    } catch (RuntimeException failure) {
      bot.rest().close();
      throw failure;
    }
    log.atInfo()
        .addKeyValue("bot", bot.id())
        .addKeyValue("username", bot.user().username())
        .addKeyValue("guilds", bot.guilds().size())
        .addKeyValue("shards", bot.shards().size())
        .log("bot logged in");
    return bot;
  }

  /// A bot that arrives after [#close()] would never be closed.
  ///
  /// @param check whether there is room for it
  private void enter(Bot bot, Runnable check) {
    logins.whileOpen(() -> {
      check.run();
      if (!isHere(bot)) {
        throw new BotAwayException();
      }
      connected.add(bot);
    });
  }

  /// It may have left while it was being built.
  private boolean isHere(Bot bot) {
    return directory.find(bot.id()) instanceof Place.Here(long epoch)
        && epoch == bot.events().epoch();
  }

  /// Returns when all guilds have arrived, or after a while with some of them.
  private void awaitReady(Bot bot) {
    try {
      Await.of(bot.start(), loginWait);
    } catch (TimeoutException _) {
      boolean ready =
          bot.shards().stream().anyMatch(shard -> shard.state() instanceof ShardState.Connected);
      if (!ready) {
        var notReady = new BotNotReadyException(loginWait, bot.insight().trouble());
        drop(bot);
        throw notReady;
      }
    } catch (RuntimeException failure) {
      drop(bot);
      throw failure;
    }
  }

  /// A bot has one token. If it had another before, that one is no longer valid.
  private void replaceEarlier(Bot bot) {
    for (Bot other : connected.all()) {
      if (other.id() == bot.id() && !other.tokenHash().equals(bot.tokenHash())) {
        rejected(other.tokenHash());
      }
    }
  }

  /// Ends the bot of a token that Discord no longer accepts, whether it is logged in or about to
  /// be.
  private void rejected(TokenHash hash) {
    Bot bot = logins.remove(hash);
    if (bot != null) {
      log.atWarn().addKeyValue("bot", bot.id()).log("token rejected");
      bot.tellRejected();
      rejected.accept(bot);
      drop(bot);
    }
  }

  /// Ends a bot, however many hold it, and its sessions at Discord. A login may begin it anew.
  public void end(Bot bot) {
    bot.maintenance().end();
    if (logins.removeIf(bot.tokenHash(), () -> all().contains(bot))) {
      drop(bot);
    } // Otherwise its last holder has ended it.
  }

  /// Disconnects all bots, and keeps their gateway sessions alive at Discord.
  public Future<?> close() {
    logins.close();
    return Future.join(all().stream().map(bot -> connected.close(bot, true)).toList());
  }
}
