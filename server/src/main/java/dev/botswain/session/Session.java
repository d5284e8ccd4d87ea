package dev.botswain.session;

import dev.botswain.bot.Bot;
import dev.botswain.bot.Guild;
import dev.botswain.event.Event;
import dev.botswain.event.EventView;
import dev.botswain.store.StoredGrant;
import dev.botswain.store.StoredSession;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A caller's right to use a bot.
public final class Session {
  private final SessionId.Hash hash;
  private final Bot bot;
  private final @Nullable Long namedGuild;
  private final Instant createdAt;
  private final Lifetime lifetime;
  private final Grant grant;
  private final @Nullable String name;
  private final @Nullable String parent;
  private volatile long acknowledged;
  private final AtomicBoolean keeping = new AtomicBoolean();
  private volatile @Nullable Long endedAt;
  private final List<Runnable> endings = new CopyOnWriteArrayList<>();

  Session(
      SessionId.Hash hash,
      Bot bot,
      @Nullable Long namedGuild,
      Instant createdAt,
      Lifetime lifetime,
      Grant grant,
      @Nullable String name,
      @Nullable String parent) {
    this.hash = hash;
    this.bot = bot;
    this.namedGuild = namedGuild;
    this.createdAt = createdAt;
    this.lifetime = lifetime;
    this.grant = grant;
    this.name = name;
    this.parent = parent;
  }

  /// One that came of a login.
  static Session full(SessionId.Hash hash, Bot bot, @Nullable Long namedGuild, Lifetime lifetime) {
    return new Session(
        hash, bot, namedGuild, lifetime.lastUsedAt(), lifetime, Grant.FULL, null, null);
  }

  /// One of an earlier run.
  static Session restored(StoredSession stored, Bot bot, Lifetime.Source lifetimes) {
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
            grant == null ? Grant.FULL : grant(grant),
            grant == null ? null : grant.name(),
            stored.parent());
    session.acknowledge(stored.acknowledged());
    return session;
  }

  private static Grant grant(StoredGrant stored) {
    return Grant.narrow(
        stored.scopes().stream().map(Scope::valueOf).collect(Collectors.toSet()),
        Set.copyOf(stored.guildIds()),
        Set.copyOf(stored.channelIds()));
  }

  /// What logs call the session. It does not give the session away.
  public String fingerprint() {
    return hash.fingerprint();
  }

  /// Whose share is counted of what there is only so much of: the bot's, for a bot may have many
  /// sessions.
  public String tenant() {
    return "bot " + bot.id();
  }

  /// The [#fingerprint] of a session that may have ended, by its [#key].
  public static String fingerprint(String key) {
    return SessionId.Hash.of(key).fingerprint();
  }

  /// What stores call the session: the SHA-256 of its id, in hex.
  public String key() {
    return hash.hex();
  }

  SessionId.Hash hash() {
    return hash;
  }

  public Bot bot() {
    return bot;
  }

  /// The guild that a request without `guildId` means: the one named at login, else the bot's first
  /// by id among those that it may know of; null if there is none.
  public @Nullable Guild defaultGuild() {
    return namedGuild != null
        ? bot.guild(namedGuild)
        : bot.guilds().stream()
            .filter(grant::knows)
            .min(Comparator.comparingLong(Guild::id))
            .orElse(null);
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant lastUsedAt() {
    return lifetime.lastUsedAt();
  }

  /// When the session ends if nobody uses it.
  public Instant expiresAt() {
    return lifetime.expiresAt();
  }

  Lifetime lifetime() {
    return lifetime;
  }

  /// The [#key] of the session that gave it and that it ends with; null if there is none.
  public @Nullable String parent() {
    return parent;
  }

  /// What its readers get of the bot's events: those that they want, where it is good, with no more
  /// in them than it may have. All ways out read through this.
  public EventView view(EventView wanted) {
    return event -> {
      Event found = wanted.see(event);
      return found != null && grant.passes(bot, found) ? grant.reduced(found) : null;
    };
  }

  /// What it may do, and where.
  public Grant grant() {
    return grant;
  }

  /// What its maker calls it; null for a session that came of a login.
  public @Nullable String name() {
    return name;
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
        parent);
  }

  private @Nullable StoredGrant storedGrant() {
    Instant endsAt = lifetime.endsAt();
    return grant.full()
        ? null
        : new StoredGrant(
            name == null ? "" : name,
            grant.scopes().stream().map(Scope::name).toList(),
            List.copyOf(grant.guildIds()),
            List.copyOf(grant.channelIds()),
            endsAt == null ? 0 : endsAt.toEpochMilli());
  }

  /// The id of the last event that the caller said it is done with; 0 for none.
  public long acknowledged() {
    return acknowledged;
  }

  /// @return whether this is news
  synchronized boolean acknowledge(long eventId) {
    boolean further = eventId > acknowledged;
    acknowledged = Math.max(acknowledged, eventId);
    return further;
  }

  /// Whether nobody else is keeping what was acknowledged; then the caller is.
  boolean beginKeeping() {
    return keeping.compareAndSet(false, true);
  }

  void endKeeping() {
    keeping.set(false);
  }

  /// Adds something to do when the session ends, on any thread; at once if it has.
  public void onEnd(Runnable action) {
    endings.add(action);
    if (!isLive() && endings.remove(action)) {
      action.run();
    }
  }

  /// Takes back what [#onEnd] added.
  public void offEnd(Runnable action) {
    endings.remove(action);
  }

  /// Whether it has not ended.
  public boolean isLive() {
    return endedAt == null;
  }

  /// When, by the ticker, the session ended, or null.
  @Nullable Long endedAt() {
    return endedAt;
  }

  /// Ends the session.
  ///
  /// @param now by the ticker
  /// @return whether this call did it; a session ends once
  boolean end(long now) {
    synchronized (this) {
      if (endedAt != null) {
        return false;
      }
      endedAt = now;
    }
    for (Runnable ending : endings) {
      if (endings.remove(ending)) {
        ending.run();
      }
    }
    return true;
  }
}
