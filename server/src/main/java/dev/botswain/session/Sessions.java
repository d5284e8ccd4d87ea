package dev.botswain.session;

import dev.botswain.bot.Bot;
import dev.botswain.bot.Bots;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// All sessions, by the hash of their id.
public final class Sessions {
  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  /// How long a session that ended with its token is remembered, to tell its caller why.
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final Bots bots;
  private final InstantSource clock;
  private final Duration idleTimeout;
  private final int most;
  private final Map<SessionId.Hash, Session> byHash = new ConcurrentHashMap<>();

  /// Sessions that are alive, and logins that are under way.
  private final AtomicInteger taken = new AtomicInteger();

  /// @param idleTimeout after this time without use a session ends
  /// @param most how many there may be
  public Sessions(
      Bots bots, InstantSource clock, MeterRegistry metrics, Duration idleTimeout, int most) {
    this.bots = bots;
    this.clock = clock;
    this.idleTimeout = idleTimeout;
    this.most = most;
    metrics.gauge("botswain.sessions", taken);
    bots.onRejected(this::tokenRejected);
  }

  /// A new session, and the id that only its caller will know.
  public record Login(SessionId id, Session session) {}

  /// Logs in. Waits for Discord, so call it on a virtual thread.
  ///
  /// It fails as [Bots#acquire(String)] does, with [TooManySessionsException], or with
  /// [UnknownGuildException] if the bot is not in the guild.
  ///
  /// @param guildId the guild that requests mean which name none; null for the bot's first
  public Login login(String token, @Nullable Long guildId) {
    reserve();
    Bot bot;
    try {
      bot = acquire(token, guildId);
    } catch (RuntimeException failure) {
      taken.decrementAndGet();
      log.atInfo().addKeyValue("because", failure.getMessage()).log("login failed");
      throw failure;
    }
    return begin(bot, guildId);
  }

  private Bot acquire(String token, @Nullable Long guildId) {
    Bot bot = bots.acquire(token);
    if (guildId != null && bot.guild(guildId) == null) {
      bots.release(bot);
      throw new UnknownGuildException(guildId);
    }
    return bot;
  }

  private void reserve() {
    if (taken.incrementAndGet() > most) {
      taken.decrementAndGet();
      throw new TooManySessionsException(most);
    }
  }

  private Login begin(Bot bot, @Nullable Long guildId) {
    SessionId id = SessionId.random();
    var session = new Session(id.hash(), bot, guildId, clock.instant(), idleTimeout);
    byHash.put(session.hash(), session);
    tell(log.atInfo(), session, "login");
    try {
      bots.verify(bot); // Its token may have been rejected before the session could be seen.
    } catch (RuntimeException gone) {
      end(session, "session ended with its token");
      throw gone;
    }
    return new Login(id, session);
  }

  /// Finds a session by what its caller sent, and counts that as a use.
  public SessionLookup find(String id) {
    if (id.length() != SessionId.LENGTH) {
      return new SessionLookup.Unknown();
    }
    Session session = byHash.get(new SessionId(id).hash());
    if (session == null) {
      return new SessionLookup.Unknown();
    }
    if (session.endedAt() != null) {
      return new SessionLookup.TokenRejected();
    }
    Instant now = clock.instant();
    if (!now.isBefore(session.expiresAt())) {
      end(session, "session expired");
      return new SessionLookup.Unknown();
    }
    session.use(now);
    return new SessionLookup.Found(session);
  }

  /// Ends a session. Its bot is closed if it was the last.
  public void logout(Session session) {
    end(session, "logout");
  }

  /// Ends the sessions that nobody used for too long. To be called now and then.
  public void expire() {
    Instant now = clock.instant();
    for (Session session : byHash.values()) {
      Instant endedAt = session.endedAt();
      if (endedAt == null && !now.isBefore(session.expiresAt())) {
        end(session, "session expired");
      } else if (endedAt != null && endedAt.plus(REMEMBERED).isBefore(now)) {
        byHash.remove(session.hash());
      }
    }
  }

  private void end(Session session, String why) {
    byHash.remove(session.hash());
    if (session.end(clock.instant())) {
      taken.decrementAndGet();
      tell(log.atInfo(), session, why);
      bots.release(session.bot());
    }
  }

  private void tokenRejected(Bot bot) {
    for (Session session : byHash.values()) {
      if (session.bot() == bot && session.end(clock.instant())) {
        taken.decrementAndGet();
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
