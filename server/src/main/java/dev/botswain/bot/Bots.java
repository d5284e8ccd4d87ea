package dev.botswain.bot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.botswain.event.EventLogs;
import dev.botswain.gateway.AfterClose;
import dev.botswain.gateway.Gateway;
import dev.botswain.gateway.GatewayInfo;
import dev.botswain.gateway.GatewayUrl;
import dev.botswain.gateway.IdentifyQueue;
import dev.botswain.gateway.Intent;
import dev.botswain.gateway.ResumePoint;
import dev.botswain.gateway.ShardState;
import dev.botswain.rest.DiscordRest;
import dev.botswain.rest.RestQueue;
import dev.botswain.store.Change;
import dev.botswain.store.Store;
import dev.botswain.store.StoredBot;
import dev.botswain.store.StoredResumePoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All bots of the server. A token is logged in once, whoever asks and however many at the same
/// moment; its bot goes when the last one has released it.
public final class Bots {
  private static final Logger log = LoggerFactory.getLogger(Bots.class);

  private final DiscordRest discord;
  private final BotParts parts;
  private final boolean secure;
  private final Duration loginWait;
  private final List<Consumer<Bot>> rejectedListeners = new CopyOnWriteArrayList<>();
  private final Set<Bot> connected = ConcurrentHashMap.newKeySet();

  /// When bots that were closed just now may IDENTIFY again, by their ids.
  private final Cache<Long, Instant> identifiesClearAt =
      Caffeine.newBuilder().expireAfterWrite(IdentifyQueue.SPACING).build();

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<TokenHash, Held> held = new HashMap<>();
  private boolean closed;

  /// @param secure whether Discord is reached over TLS, which gateway addresses must then not leave
  /// @param intents what bots ask for at most
  /// @param loginWait how long a login waits for a bot's guilds to arrive
  public Bots(
      Vertx vertx,
      InstantSource clock,
      MeterRegistry metrics,
      DiscordRest discord,
      Gateway gateway,
      boolean secure,
      Set<Intent> intents,
      Duration loginWait,
      Store store,
      EventLogs logs) {
    this.discord = discord;
    this.secure = secure;
    this.loginWait = loginWait;
    this.parts =
        new BotParts(
            vertx,
            clock,
            gateway,
            Set.copyOf(intents),
            metrics.counter("botswain.events"),
            store,
            logs,
            bot -> rejected(bot.tokenHash()));
    BotMetrics.register(metrics, connected);
  }

  /// Adds somebody who is told of bots whose token Discord does not accept any more. Called on
  /// event loops: it must not wait.
  public void onRejected(Consumer<Bot> listener) {
    rejectedListeners.add(listener);
  }

  /// Brings back bots of an earlier run, with the guilds that they knew and resuming their gateway
  /// sessions. Nobody holds them yet: each one is to be joined by [#join(long)], or by
  /// [#acquire(String)] with its token. Waits for the store.
  ///
  /// @param points where their shards go on
  public void restore(Collection<StoredBot> kept, Collection<StoredResumePoint> points) {
    var restoring = new ArrayList<Future<Void>>();
    for (StoredBot bot : kept) {
      restoring.add(
          restore(bot, points.stream().filter(point -> point.botId() == bot.id()).toList()));
    }
    Await.of(Future.join(restoring).otherwiseEmpty());
  }

  private Future<Void> restore(StoredBot kept, List<StoredResumePoint> points) {
    TokenHash hash = TokenHash.of(kept.token());
    try {
      Opened opened = open(hash, kept.token());
      var info =
          GatewayInfo.ofEarlierRun(
              GatewayUrl.of(kept.gatewayUrl(), secure), kept.shards(), parts.clock().instant());
      var bot =
          new Bot(
              parts,
              opened.loop(),
              opened.rest(),
              opened.calls(),
              hash,
              kept.token(),
              kept.user(),
              Intent.of(kept.intents()),
              info,
              Instant.EPOCH);
      enter(bot);
      hold(hash, bot);
      return bot.restore(resumable(kept, points))
          .onFailure(
              e -> log.atError().addKeyValue("bot", kept.id()).setCause(e).log("not restored"));
    } catch (RuntimeException unusable) {
      log.atError().addKeyValue("bot", kept.id()).setCause(unusable).log("not restored");
      return Future.succeededFuture();
    }
  }

  private void hold(TokenHash hash, Bot bot) {
    var entry = new Held();
    entry.login.complete(bot);
    lock.lock();
    try {
      held.put(hash, entry);
    } finally {
      lock.unlock();
    }
  }

  /// A session that asked for other intents than are wanted now is given up.
  private Map<Integer, ResumePoint> resumable(StoredBot kept, List<StoredResumePoint> points) {
    var resumable = new HashMap<Integer, ResumePoint>();
    if (kept.wanted() == Intent.bits(parts.intents())) {
      for (StoredResumePoint point : points) {
        if (point.shards() == kept.shards()) {
          resumable.put(
              point.shard(),
              new ResumePoint(
                  point.sessionId(), GatewayUrl.of(point.resumeUrl(), secure), point.sequence()));
        }
      }
    }
    return resumable;
  }

  /// Joins those who hold a bot, as [#acquire(String)] does.
  ///
  /// @return null if there is no such bot
  public @Nullable Bot join(long botId) {
    lock.lock();
    try {
      for (Held entry : held.values()) {
        Bot bot = entry.bot();
        if (bot != null && bot.id() == botId) {
          entry.holders++;
          return bot;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /// The bots that are logged in.
  public Collection<Bot> all() {
    return connected;
  }

  /// Logs a token in, or joins those who have. Each success is to be followed by one
  /// [#release(Bot)]. Waits, so call it on a virtual thread.
  ///
  /// It fails as REST requests do ([dev.botswain.rest.TokenRejectedException] among them), with
  /// [BotRefusedException], [BotNotReadyException],
  /// [dev.botswain.gateway.IdentifyBudgetExhaustedException], or [ClosedException] when the server
  /// stops.
  public Bot acquire(String token) {
    TokenHash hash = TokenHash.of(token);
    Held entry = hold(hash, token);
    try {
      Bot bot = Await.of(entry.login);
      verify(bot);
      return bot;
    } catch (RuntimeException failure) {
      release(hash, entry);
      throw failure;
    }
  }

  private Held hold(TokenHash hash, String token) {
    lock.lock();
    try {
      if (closed) {
        throw new ClosedException();
      }
      Held entry = held.get(hash);
      if (entry == null) {
        entry = new Held();
        held.put(hash, entry);
        open(hash, token, entry);
      }
      entry.holders++;
      return entry;
    } finally {
      lock.unlock();
    }
  }

  /// Makes sure that a bot which was acquired is still good for something.
  ///
  /// @throws RuntimeException as [#acquire(String)] would now
  public void verify(Bot bot) {
    AfterClose refused = bot.refused();
    if (refused != null) {
      throw new BotRefusedException(refused);
    }
    lock.lock();
    try {
      Held entry = held.get(bot.tokenHash());
      if (entry == null || entry.bot() != bot) {
        throw gone();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Why a bot is not held any more: nothing else takes it from those who hold it.
  private RuntimeException gone() {
    return closed ? new ClosedException() : new BotRefusedException(AfterClose.TOKEN_REJECTED);
  }

  /// Gives back what [#acquire(String)] gave. The last one closes the bot, and its sessions at
  /// Discord with it.
  public void release(Bot bot) {
    lock.lock();
    try {
      Held entry = held.get(bot.tokenHash());
      if (entry != null && entry.bot() == bot) {
        release(bot.tokenHash(), entry);
      }
    } finally {
      lock.unlock();
    }
  }

  private void release(TokenHash hash, Held entry) {
    lock.lock();
    try {
      if (--entry.holders == 0 && held.remove(hash, entry)) {
        entry.login.thenAccept(bot -> {
          forget(bot);
          closeBot(bot, false);
        });
      }
    } finally {
      lock.unlock();
    }
  }

  /// Unless it goes because the same bot has come with another token.
  private void forget(Bot bot) {
    if (connected.stream().anyMatch(other -> other != bot && other.id() == bot.id())) {
      return;
    }
    parts
        .store()
        .write(new Change.RemoveBot(bot.id()))
        .onFailure(
            e -> log.atError().addKeyValue("bot", bot.id()).log("still kept: {}", e.toString()));
  }

  private Future<Void> closeBot(Bot bot, boolean keepSession) {
    if (connected.remove(bot)) {
      identifiesClearAt.put(bot.id(), bot.identifiesClearAt());
      log.atInfo().addKeyValue("bot", bot.id()).log("bot closed");
    }
    return bot.close(keepSession);
  }

  private void open(TokenHash hash, String token, Held entry) {
    Thread.ofVirtual()
        .name("login")
        .start(() -> {
          try {
            Bot bot = connect(hash, token);
            replaceEarlier(bot);
            complete(hash, entry, bot);
          } catch (Throwable failure) { // Even after an error nobody must wait for ever.
            entry.login.completeExceptionally(failure);
          }
        });
  }

  /// Lets those in who wait for the login, unless the bot went while it was logging in.
  private void complete(TokenHash hash, Held entry, Bot bot) {
    lock.lock();
    try {
      if (held.get(hash) != entry) {
        closeBot(bot, closed);
        throw gone();
      }
      entry.login.complete(bot);
    } finally {
      lock.unlock();
    }
  }

  private Bot connect(TokenHash hash, String token) {
    Opened opened = open(hash, token);
    DiscordCalls calls = opened.calls();
    try {
      byte[] me = Await.of(calls.me());
      BotUser user = DiscordJson.read(me, BotUser.class);
      Future<Application> asked = calls.application();
      GatewayInfo info = Await.of(calls.gateway());
      Set<Intent> intents = Intents.allowed(parts.intents(), Await.of(asked).privileged());
      Instant clearAt =
          Objects.requireNonNullElse(identifiesClearAt.getIfPresent(user.id()), Instant.EPOCH);
      var bot =
          new Bot(
              parts, opened.loop(), opened.rest(), calls, hash, token, me, intents, info, clearAt);
      enter(bot);
      awaitReady(bot);
      log.atInfo()
          .addKeyValue("bot", bot.id())
          .addKeyValue("username", user.username())
          .addKeyValue("guilds", bot.guilds().size())
          .addKeyValue("shards", bot.shards().size())
          .log("bot logged in");
      return bot;
    } catch (RuntimeException failure) {
      opened.rest().close();
      throw failure;
    }
  }

  /// A bot's own event loop and its way to Discord.
  private record Opened(Context loop, RestQueue rest, DiscordCalls calls) {}

  private Opened open(TokenHash hash, String token) {
    // The only way to a context of one's own that does not depend on the calling thread.
    Context loop = ((VertxInternal) parts.vertx()).createEventLoopContext();
    RestQueue rest = discord.open(token, () -> rejected(hash), loop);
    return new Opened(loop, rest, new DiscordCalls(rest, parts.clock(), secure));
  }

  /// A bot that comes after [#close()] would never be closed.
  private void enter(Bot bot) {
    lock.lock();
    try {
      if (closed) {
        throw new ClosedException();
      }
      connected.add(bot);
    } finally {
      lock.unlock();
    }
  }

  /// With all guilds there, or with some after a while.
  private void awaitReady(Bot bot) {
    try {
      Await.of(bot.start(), loginWait);
    } catch (TimeoutException _) {
      boolean ready =
          bot.shards().stream().anyMatch(shard -> shard.state() instanceof ShardState.Connected);
      if (!ready) {
        forget(bot);
        closeBot(bot, false);
        throw new BotNotReadyException(loginWait);
      }
    } catch (RuntimeException failure) {
      forget(bot);
      closeBot(bot, false);
      throw failure;
    }
  }

  /// A bot has one token. If another was good before, it is no more.
  private void replaceEarlier(Bot bot) {
    for (Bot other : connected) {
      if (other.id() == bot.id() && !other.tokenHash().equals(bot.tokenHash())) {
        rejected(other.tokenHash());
      }
    }
  }

  /// Ends the bot of a token that Discord accepts no more, be it logged in or about to be.
  private void rejected(TokenHash hash) {
    Held entry;
    lock.lock();
    try {
      entry = held.remove(hash);
    } finally {
      lock.unlock();
    }
    Bot bot = entry == null ? null : entry.bot();
    if (bot != null) {
      log.atWarn().addKeyValue("bot", bot.id()).log("token rejected");
      bot.tellRejected();
      rejectedListeners.forEach(listener -> listener.accept(bot));
      forget(bot);
      closeBot(bot, false);
    }
  }

  /// Disconnects all bots, and keeps their gateway sessions alive at Discord.
  public Future<?> close() {
    lock.lock();
    try {
      closed = true;
      held.clear();
    } finally {
      lock.unlock();
    }
    return Future.join(all().stream().map(bot -> closeBot(bot, true)).toList());
  }

  /// A login, and how many hold the bot that comes of it.
  private static final class Held {
    private final CompletableFuture<Bot> login = new CompletableFuture<>();
    private int holders;

    /// The bot, if it is logged in by now.
    private @Nullable Bot bot() {
      return login.state() == java.util.concurrent.Future.State.SUCCESS ? login.resultNow() : null;
    }
  }

  /// The server is stopping.
  public static final class ClosedException extends RuntimeException {
    ClosedException() {
      super("The server is stopping");
    }
  }
}
