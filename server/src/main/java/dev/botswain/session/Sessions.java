package dev.botswain.session;

import dev.botswain.audit.AuditRecorder;
import dev.botswain.audit.Target;
import dev.botswain.bot.Bot;
import dev.botswain.bot.Bots;
import dev.botswain.bot.ServerStoppingException;
import dev.botswain.limit.Limit;
import dev.botswain.secret.Secret;
import dev.botswain.share.Shares;
import dev.botswain.store.Change;
import dev.botswain.store.Store;
import dev.botswain.store.StoredSession;
import dev.botswain.tenant.LoginAttempt;
import dev.botswain.time.Await;
import dev.botswain.time.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// All sessions, by the hash of their id.
public final class Sessions {
  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  /// How long a session that ended with its token is remembered, to tell its caller why.
  private static final Duration REMEMBERED = Duration.ofHours(1);

  /// How long a caller waits for a bot on its way.
  private static final Duration ARRIVAL = Duration.ofSeconds(5);

  /// The name of a session's fingerprint in the audit.
  public static final String TARGET = "sessionId";

  private static final String WITH_PARENT = "session ended with the one that created it";

  private final Bots bots;
  private final Ticker ticker;
  private final Lifetimes lifetimes;
  private final Store store;
  private final SessionRecords records;
  private final SessionIndex index = new SessionIndex();

  private final Predicate<Session> countedOn;
  private final SessionPlaces places;
  private final Shares<String> logins = Limit.LOGINS.shares();

  /// @param countedOn whether other things depend on a session, which then lives on without use
  public Sessions(
      Bots bots,
      Store store,
      Lifetimes lifetimes,
      Predicate<Session> countedOn,
      MeterRegistry metrics) {
    this.store = store;
    this.bots = bots;
    this.lifetimes = lifetimes;
    this.ticker = lifetimes.ticker();
    this.countedOn = countedOn;
    this.records = new SessionRecords(store, ticker.nanos());
    this.places = new SessionPlaces(lifetimes.config().max());
    Gauge.builder("botswain.sessions", places, SessionPlaces::taken)
        .description("Sessions, including logins in progress")
        .register(metrics);
  }

  /// Takes over sessions of bots that have come to this node before. One without its bot is
  /// deleted.
  ///
  /// @param isHere whether a bot is still this node's
  public void adopt(Collection<StoredSession> kept, LongPredicate isHere) {
    for (StoredSession stored : kept) {
      Bot bot = bots.join(stored.botId());
      if (bot == null) {
        if (isHere.test(stored.botId())) {
          store.write(new Change.RemoveSession(stored.hash()));
        }
        continue;
      }
      Session session = Session.restored(stored, bot, lifetimes);
      index.add(session);
      places.restored(session);
    }
  }

  /// Forgets the sessions of a bot that leaves this node. Whoever reads with them is sent away, to
  /// come back elsewhere.
  ///
  /// @return what is to be stored of them
  public List<Change> leave(long botId) {
    var left = new ArrayList<Session>();
    for (Session session : index.known()) {
      if (session.bot().id() == botId && index.remove(session)) {
        if (session.move(ticker.nanos())) {
          places.give(session);
          left.add(session);
        }
      }
    }
    return SessionRecords.last(left);
  }

  private boolean isOver(Session session) {
    Lifetime lifetime = session.lifetime();
    return lifetime.isPastEnd() || lifetime.isIdle() && !countedOn.test(session);
  }

  /// A new session, and the id that only its caller will know.
  public record Login(SessionId id, Session session) {}

  /// Logs in. Waits for Discord, so call it on a virtual thread.
  ///
  /// It fails with [dev.botswain.limit.QuotaReachedException] and otherwise as
  /// [Bots#acquire(Secret, LoginAttempt)] does, with [TooManySessionsException], or with
  /// [UnknownGuildException] if the bot is not in the guild.
  ///
  /// @param guildId the guild of requests that name none; null for the bot's first
  /// @param attempt that has let it in
  /// @param by records it
  public Login login(Secret token, @Nullable Long guildId, LoginAttempt attempt, AuditRecorder by) {
    String network = attempt.network();
    Shares.Refusal full = places.isFull() ? Shares.Refusal.TOTAL : logins.take(network);
    if (full != null) {
      throw TooManySessionsException.of(full, "sessions");
    }
    Bot bot;
    try {
      bot = acquire(token, guildId, attempt);
    } catch (RuntimeException failure) {
      log.atInfo().addKeyValue("because", failure.getMessage()).log("login failed");
      throw failure;
    } finally {
      logins.give(network);
    }
    return begin(bot, guildId, attempt, by);
  }

  private Bot acquire(Secret token, @Nullable Long guildId, LoginAttempt attempt) {
    Bot bot = bots.acquire(token, attempt);
    if (guildId != null && bot.guild(guildId) == null) {
      bots.release(bot);
      throw new UnknownGuildException(guildId);
    }
    return bot;
  }

  private Login begin(Bot bot, @Nullable Long guildId, LoginAttempt attempt, AuditRecorder by) {
    SessionId id = SessionId.random(bot.id());
    var session = Session.full(id.hash(), bot, guildId, lifetimes.begin(null));
    Change record = session.recorder(by).done("login", bot.id(), Target.NONE);
    return begin(id, session, record, changes -> attempt.store(bot.id(), changes));
  }

  private void write(List<Change> changes) {
    Await.of(store.write(changes));
  }

  /// @param storing stores what it is given, and waits
  private Login begin(
      SessionId id, Session session, Change record, Consumer<List<Change>> storing) {
    Bot bot = session.bot();
    RuntimeException full = places.take(bot.events().owner(), session.grant().full());
    if (full != null) {
      bots.release(bot);
      throw full;
    }
    index.add(session);
    try {
      // The bot again, because a session without its bot would be lost over a restart.
      storing.accept(
          List.of(
              new Change.PutBot(session.bot().stored()),
              new Change.PutSession(session.stored()),
              record));
      tell(log.atInfo(), session, "login");
      bots.verify(session.bot()); // Its token may have been rejected earlier.
    } catch (RuntimeException gone) {
      end(session, "login failed");
      throw gone;
    }
    return new Login(id, session);
  }

  /// Creates a session of the same bot that may do less. Waits for the store, so call it on a
  /// virtual thread. It fails as [#login] does, except for failures at Discord.
  ///
  /// @param of a full session
  /// @param expiresIn the session ends after this time, however it is used; null for never
  /// @param independent whether it lives on when `of` is logged out. Otherwise it ends with `of`,
  ///   and has already ended if `of` did meanwhile
  /// @param by records it
  public Login narrow(
      Session of,
      String name,
      Grant grant,
      @Nullable Duration expiresIn,
      boolean independent,
      AuditRecorder by) {
    if (!of.grant().full() || grant.full()) {
      throw new IllegalArgumentException("only a session from a login creates narrower ones");
    }
    Bot bot = bots.join(of.bot().id());
    if (bot == null) {
      throw new ServerStoppingException();
    }
    SessionId id = SessionId.random(bot.id());
    Lifetime lifetime = lifetimes.begin(expiresIn);
    Login made =
        begin(
            id,
            new Session(
                id.hash(),
                bot,
                null,
                lifetime.lastUsedAt(),
                lifetime,
                new Session.Given(grant, name, independent ? null : of.key())),
            by.done("createSession", bot.id(), Target.of(TARGET, id.hash().fingerprint())),
            this::write);
    if (!independent && !of.isLive()) {
      end(made.session(), WITH_PARENT);
    }
    return made;
  }

  /// Whether a text is the secret of a session's id. This does not count as use.
  public boolean isId(String text) {
    return text.length() == SessionId.SECRET_LENGTH && index.of(new SessionId(text)) != null;
  }

  /// A live session by its [Session#key], if it exists.
  public @Nullable Session byKey(String key) {
    return index.byKey(key);
  }

  /// Whether a session that was found before is still live. A session whose time is over ends here.
  public boolean isLive(Session session) {
    if (session.isLive() && isOver(session)) {
      end(session, "session expired");
    }
    return session.isLive();
  }

  /// All live sessions, in no particular order.
  public List<Session> all() {
    return index.live();
  }

  /// How many sessions the bots of an owner have.
  public long count(String owner) {
    return places.taken(owner);
  }

  /// The sessions of a bot, oldest first.
  public List<Session> of(Bot bot) {
    return index.of(bot);
  }

  /// Finds a session by the id that its caller sent, and counts that as use.
  public SessionLookup find(String id) {
    var asked = new SessionId(id);
    if (!asked.isPlausible()) {
      return new SessionLookup.Unknown();
    }
    Session session = index.of(asked);
    if (session == null || session.isMoved()) {
      return bots.isMoving(asked.bot()) ? new SessionLookup.Moving() : new SessionLookup.Unknown();
    }
    if (session.endedAt() != null) {
      return new SessionLookup.TokenRejected();
    }
    if (isOver(session)) {
      end(session, "session expired");
      return new SessionLookup.Unknown();
    }
    use(session);
    return new SessionLookup.Found(session);
  }

  /// Waits for the bot of a session, if that is just coming to this node or leaving it.
  ///
  /// @param id as its caller sent it
  /// @return completes when [#find] no longer finds it [SessionLookup.Moving], or after some
  ///   seconds even so, and never fails; null if there is nothing to wait for
  public @Nullable Future<Void> arrival(String id) {
    var asked = new SessionId(id);
    return !asked.isPlausible()
            || index.of(asked) instanceof Session here && !here.isMoved()
            || !bots.isMoving(asked.bot())
        ? null
        : bots.settled(asked.bot(), ARRIVAL);
  }

  /// Counts a sign of life on an open connection as use of its session.
  public void use(Session session) {
    session.lifetime().use();
  }

  /// Records up to which of the bot's events the caller of a session is done.
  public void acknowledge(Session session, long eventId) {
    if (session.acknowledge(eventId)) {
      records.acknowledged(session);
    }
  }

  /// Ends a session and those that it created, except independent ones. Its bot is closed if they
  /// were the last. Waits for the store, so call it on a virtual thread. If it fails with
  /// [dev.botswain.store.StoreFailedException], all of them live on.
  ///
  /// @param record is stored with it
  public void logout(Session session, Change record) {
    var removals = new ArrayList<Change>();
    removals.add(new Change.RemoveSession(session.key()));
    removals.add(record);
    index.givenBy(session).forEach(given -> removals.add(new Change.RemoveSession(given.key())));
    Await.of(store.write(removals));
    drop(session, "logout");
    index.givenBy(session).forEach(given -> end(given, WITH_PARENT)); // One may have been added.
  }

  /// Ends all sessions of a bot. Waits for the store; if it fails with
  /// [dev.botswain.store.StoreFailedException], all of them live on.
  ///
  /// @param record is stored with it
  public void endAll(Bot bot, String why, Change record) {
    List<Session> all = of(bot);
    var removals = new ArrayList<Change>(List.of(record));
    all.forEach(session -> removals.add(new Change.RemoveSession(session.key())));
    Await.of(store.write(removals));
    all.forEach(session -> drop(session, why));
    of(bot).forEach(session -> end(session, why)); // One may have been added.
  }

  /// Ends the sessions that have been idle for too long, and stores when the others were used. To
  /// be called periodically.
  public void sweep() {
    long now = ticker.nanos();
    records.used(index.known(), now);
    for (Session session : index.known()) {
      Long endedAt = session.endedAt();
      if (endedAt == null && isOver(session)) {
        end(session, "session expired");
      } else if (endedAt != null && now - endedAt > REMEMBERED.toNanos()) {
        index.remove(session);
      }
    }
  }

  private void end(Session session, String why) {
    if (session.isMoved()) {
      return; // It is another node's.
    }
    records.remove(session);
    drop(session, why);
  }

  private void drop(Session session, String why) {
    index.remove(session);
    if (session.end(ticker.nanos())) {
      places.give(session);
      tell(log.atInfo(), session, why);
      bots.release(session.bot());
    }
  }

  /// Ends the sessions of a bot whose token Discord no longer accepts.
  public void tokenRejected(Bot bot) {
    for (Session session : index.known()) {
      if (session.bot() == bot && session.end(ticker.nanos())) {
        places.give(session);
        records.remove(session);
        tell(log.atWarn(), session, "session ended with its token");
      }
    }
  }

  private static void tell(LoggingEventBuilder event, Session session, String what) {
    event
        .addKeyValue("session", session.fingerprint())
        .addKeyValue("bot", session.bot().id())
        .log(what);
  }
}
