package dev.botswain.session;

import dev.botswain.audit.Actor;
import dev.botswain.audit.AuditRecorder;
import dev.botswain.bot.Bot;
import dev.botswain.event.Event;
import dev.botswain.event.EventView;
import dev.botswain.guild.Guild;
import dev.botswain.limit.Quota;
import dev.botswain.store.StoredGrant;
import dev.botswain.store.StoredSession;
import dev.botswain.tenant.Tenant;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What entitles a caller to use a bot.
public final class Session {
  private final SessionId.Hash hash;
  private final Bot bot;
  private final @Nullable Long namedGuild;
  private final Instant createdAt;
  private final Lifetime lifetime;
  private final Given given;
  private volatile long acknowledged;
  private final AtomicBoolean keeping = new AtomicBoolean();
  private volatile @Nullable Long endedAt;
  private final List<SessionWatcher> watchers = new CopyOnWriteArrayList<>();
  private volatile boolean moved;

  /// What it may do, and from whom that came.
  ///
  /// @param name what its maker calls it; null for a session that came from a login
  /// @param parent the [#key] of the session that created it and that it ends with, or null
  record Given(Grant grant, @Nullable String name, @Nullable String parent) {
    static final Given LOGIN = new Given(Grant.FULL, null, null);
  }

  Session(
      SessionId.Hash hash,
      Bot bot,
      @Nullable Long namedGuild,
      Instant createdAt,
      Lifetime lifetime,
      Given given) {
    this.hash = hash;
    this.bot = bot;
    this.namedGuild = namedGuild;
    this.createdAt = createdAt;
    this.lifetime = lifetime;
    this.given = given;
  }

  /// A session from a login.
  static Session full(SessionId.Hash hash, Bot bot, @Nullable Long namedGuild, Lifetime lifetime) {
    return new Session(hash, bot, namedGuild, lifetime.lastUsedAt(), lifetime, Given.LOGIN);
  }

  /// A session of an earlier run.
  static Session restored(StoredSession stored, Bot bot, Lifetimes lifetimes) {
    StoredGrant grant = stored.grant();
    var session =
        new Session(
            SessionId.Hash.of(stored.hash()),
            bot,
            stored.guildId(),
            stored.createdAt(),
            lifetimes.restore(
                stored.createdAt(),
                stored.lastUsedAt(),
                grant == null || grant.expiresAtMillis() == 0
                    ? null
                    : Instant.ofEpochMilli(grant.expiresAtMillis())),
            grant == null ? Given.LOGIN : new Given(grant(grant), grant.name(), stored.parent()));
    session.acknowledge(stored.acknowledged());
    return session;
  }

  private static Grant grant(StoredGrant stored) {
    return Grant.narrow(
        stored.scopes().stream().map(Scope::valueOf).collect(Collectors.toSet()),
        Set.copyOf(stored.guildIds()),
        Set.copyOf(stored.channelIds()));
  }

  /// The name of the session in logs. It does not reveal the session.
  public String fingerprint() {
    return hash.fingerprint();
  }

  /// Whose share of bounded resources is counted: its bot's owner's, because a bot may have many
  /// sessions.
  public String tenant() {
    return bot.owner();
  }

  /// The tenant of its bot.
  private String tenantName() {
    return Tenant.nameOf(bot.owner());
  }

  /// What the operator allows the owner, at this moment; null if that is the usual share.
  public @Nullable Long quota(Quota of) {
    return bot.events().owner().quota(of);
  }

  /// Its caller in one request, for the audit.
  public Actor actor(String address, String requestId) {
    return Actor.session(tenant(), fingerprint(), tenantName(), address, requestId);
  }

  /// Records what its caller did by getting it.
  AuditRecorder recorder(AuditRecorder stranger) {
    return stranger.loggedIn(tenant(), fingerprint(), tenantName());
  }

  /// The [#fingerprint] of a session that may have ended, by its [#key].
  public static String fingerprint(String key) {
    return SessionId.Hash.of(key).fingerprint();
  }

  /// The name of the session in stores: the SHA-256 of its id, in hex.
  public String key() {
    return hash.hex();
  }

  SessionId.Hash hash() {
    return hash;
  }

  public Bot bot() {
    return bot;
  }

  /// The guild of a request without `guildId`: the one named at login, otherwise the bot's first
  /// guild by id that the session may know of; null if there is none.
  public @Nullable Guild defaultGuild() {
    return namedGuild != null
        ? bot.guild(namedGuild)
        : bot.guilds().stream()
            .filter(given.grant()::knows)
            .min(Comparator.comparingLong(Guild::id))
            .orElse(null);
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant lastUsedAt() {
    return lifetime.lastUsedAt();
  }

  /// When the session ends if it is not used.
  public Instant expiresAt() {
    return lifetime.expiresAt();
  }

  Lifetime lifetime() {
    return lifetime;
  }

  /// The [#key] of the session that created it and that it ends with; null if there is none.
  public @Nullable String parent() {
    return given.parent();
  }

  /// The part of the bot's events that its readers get: those that they want, where the session's
  /// grant applies, with no more content than it may have. All ways out use this.
  public EventView view(EventView wanted) {
    return event -> {
      Event found = wanted.see(event);
      return found != null && given.grant().passes(bot, found)
          ? given.grant().reduced(found)
          : null;
    };
  }

  /// What it may do, and where.
  public Grant grant() {
    return given.grant();
  }

  /// The name that its creator gave it; null for a session from a login.
  public @Nullable String name() {
    return given.name();
  }

  StoredSession stored() {
    return new StoredSession(
        hash.hex(),
        bot.id(),
        namedGuild,
        createdAt,
        lifetime.lastUsedAt(),
        acknowledged,
        storedGrant(),
        given.parent());
  }

  private @Nullable StoredGrant storedGrant() {
    Instant endsAt = lifetime.endsAt();
    return given.grant().full()
        ? null
        : new StoredGrant(
            given.name() == null ? "" : given.name(),
            given.grant().scopes().stream().map(Scope::name).toList(),
            List.copyOf(given.grant().guildIds()),
            List.copyOf(given.grant().channelIds()),
            endsAt == null ? 0 : endsAt.toEpochMilli());
  }

  /// The id of the last event that the caller acknowledged; 0 for none.
  public long acknowledged() {
    return acknowledged;
  }

  /// @return whether this is new
  synchronized boolean acknowledge(long eventId) {
    boolean further = eventId > acknowledged;
    acknowledged = Math.max(acknowledged, eventId);
    return further;
  }

  /// Whether no other thread is storing the acknowledgement; if so, the caller must store it.
  boolean beginKeeping() {
    return keeping.compareAndSet(false, true);
  }

  void endKeeping() {
    keeping.set(false);
  }

  /// Adds somebody to be told when the session is over; at once if it is already.
  public void watch(SessionWatcher watcher) {
    watchers.add(watcher);
    if (!isLive() && watchers.remove(watcher)) {
      tell(watcher);
    }
  }

  /// Removes what [#watch] added.
  public void unwatch(SessionWatcher watcher) {
    watchers.remove(watcher);
  }

  private void tell(SessionWatcher watcher) {
    if (moved) {
      watcher.moved();
    } else {
      watcher.ended();
    }
  }

  /// Whether it has neither ended nor moved.
  public boolean isLive() {
    return endedAt == null;
  }

  /// When the session ended, by the ticker, or null.
  @Nullable Long endedAt() {
    return endedAt;
  }

  /// Whether its bot has left this node, and it goes on where the bot is.
  public boolean isMoved() {
    return moved;
  }

  /// Ends the session.
  ///
  /// @param now by the ticker
  /// @return whether this call did it; a session ends once
  boolean end(long now) {
    return over(now, false);
  }

  /// The session's bot leaves this node.
  ///
  /// @param now by the ticker
  /// @return as [#end]
  boolean move(long now) {
    return over(now, true);
  }

  private boolean over(long now, boolean elsewhere) {
    synchronized (this) {
      if (endedAt != null) {
        return false;
      }
      moved = elsewhere;
      endedAt = now;
    }
    for (SessionWatcher watcher : watchers) {
      if (watchers.remove(watcher)) {
        tell(watcher);
      }
    }
    return true;
  }
}
