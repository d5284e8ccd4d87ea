package dev.botswain.session;

import dev.botswain.bot.Bot;
import dev.botswain.bot.Guild;
import dev.botswain.store.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A caller's right to use a bot.
public final class Session {
  private final SessionId.Hash hash;
  private final Bot bot;
  private final @Nullable Long namedGuild;
  private final Instant createdAt;
  private final Duration idleTimeout;
  private volatile Instant lastUsedAt;
  private volatile @Nullable Instant endedAt;

  Session(
      SessionId.Hash hash,
      Bot bot,
      @Nullable Long namedGuild,
      Instant createdAt,
      Instant lastUsedAt,
      Duration idleTimeout) {
    this.hash = hash;
    this.bot = bot;
    this.namedGuild = namedGuild;
    this.createdAt = createdAt;
    this.idleTimeout = idleTimeout;
    this.lastUsedAt = lastUsedAt;
  }

  /// What logs call the session. It does not give the session away.
  public String fingerprint() {
    return hash.fingerprint();
  }

  SessionId.Hash hash() {
    return hash;
  }

  public Bot bot() {
    return bot;
  }

  /// The guild that a request without `guildId` means: the one named at login, else the bot's first
  /// by id; null if the bot is in none.
  public @Nullable Guild defaultGuild() {
    return namedGuild != null
        ? bot.guild(namedGuild)
        : bot.guilds().stream().min(Comparator.comparingLong(Guild::id)).orElse(null);
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant lastUsedAt() {
    return lastUsedAt;
  }

  /// When the session ends if nobody uses it.
  public Instant expiresAt() {
    return lastUsedAt.plus(idleTimeout);
  }

  StoredSession stored() {
    return new StoredSession(hash.hex(), bot.id(), namedGuild, createdAt, lastUsedAt);
  }

  void use(Instant now) {
    lastUsedAt = now;
  }

  /// When the session ended, or null.
  @Nullable Instant endedAt() {
    return endedAt;
  }

  /// Ends the session.
  ///
  /// @return whether this call did it; a session ends once
  synchronized boolean end(Instant now) {
    if (endedAt != null) {
      return false;
    }
    endedAt = now;
    return true;
  }
}
