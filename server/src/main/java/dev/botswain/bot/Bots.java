package dev.botswain.bot;

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
import dev.botswain.time.Await;
import dev.botswain.time.Ticker;
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

  private final BotParts parts;
  private final BotBuilder builder;
  private final Duration loginWait;
  private final Consumer<Bot> rejected;
  private final ConnectedBots connected;
  private final Logins logins = new Logins(this::drop);

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
    boolean secure = "https".equalsIgnoreCase(config.apiUrl().getScheme());
    this.builder = new BotBuilder(parts, discord.rest(), secure, this::rejected);
    BotMetrics.register(metrics, connected.all());
  }

  /// What bots reach Discord by.
  public record Clients(DiscordRest rest, Gateway gateway) {}

  /// Where bots are stored, where their events are, and where their interactions wait.
  public record Storage(Store store, EventLogs logs, OpenInteractions interactions) {}

  /// Restores the bots of an earlier run, with their guilds, and resumes their gateway sessions. No
  /// session holds them yet: each must be joined by [#join(long)], or by [#acquire(Secret,
  /// LoginAttempt)] with its token. Waits for the store.
  ///
  /// @param points the resume points of their shards
  public void restore(Collection<StoredBot> kept, Collection<StoredResumePoint> points) {
    Map<Long, List<StoredResumePoint>> ofBots =
        points.stream().collect(Collectors.groupingBy(StoredResumePoint::botId));
    Await.of(
        Future.join(
                kept.stream()
                    .map(bot -> restore(bot, ofBots.getOrDefault(bot.id(), List.of())))
                    .toList())
            .otherwiseEmpty());
  }

  private Future<Void> restore(StoredBot kept, Collection<StoredResumePoint> points) {
    try {
      Bot bot = builder.revive(kept);
      enter(bot, () -> {});
      logins.add(bot);
      if (!builder.isWantedAsBefore(kept)) {
        bot.save();
      }
      return bot.restore(builder.resumable(kept, points));
    } catch (RuntimeException unusable) {
      log.atError().addKeyValue("bot", kept.id()).setCause(unusable).log("not restored");
      return Future.succeededFuture();
    }
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

  /// Logs a token in, or joins the holders of its bot. Each success must be followed by one
  /// [#release(Bot)]. Waits, so call it on a virtual thread.
  ///
  /// It fails as REST requests do (including [dev.botswain.discord.rest.TokenRejectedException]),
  /// with [NotABotException], [BotRefusedException], [BotNotReadyException], [BotDrainedException],
  /// [dev.botswain.discord.gateway.IdentifyBudgetExhaustedException], or [ServerStoppingException]
  /// when the server stops.
  ///
  /// @param attempt that has let it in
  public Bot acquire(Secret token, LoginAttempt attempt) {
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
        .start(() -> {
          try {
            Bot bot = connect(hash, token, attempt);
            replaceEarlier(bot);
            if (!logins.complete(hash, login, bot)) { // It ended while it was logging in.
              connected.close(bot, logins.isClosed());
              throw gone(bot);
            }
          } catch (Throwable failure) { // Even after an error, no caller may wait forever.
            login.fail(failure);
          }
        });
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
      connected.add(bot);
    });
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
