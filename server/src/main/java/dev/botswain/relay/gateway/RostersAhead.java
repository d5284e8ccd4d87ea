package dev.botswain.relay.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.botswain.bot.Bot;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.guild.Guild;
import dev.botswain.guild.Presences;
import dev.botswain.guild.Roster;
import dev.botswain.time.Await;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The members and presences of the guilds in a client's preamble: fetched some guilds at a time,
/// with a time limit for all of them together. What arrives later is there for the next client, and
/// for this one's opcode 8.
///
/// Used by one thread, which may wait.
final class RostersAhead {
  private static final Logger log = LoggerFactory.getLogger(RostersAhead.class);

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int AHEAD = 16;
  private static final int MOST_FAILURES = 16;

  private final Bot bot;
  private final Cache<Long, Boolean> slow;
  private final Iterator<Long> next;
  private long room;
  private final Map<Long, Future<Roster>> begun = new ConcurrentHashMap<>();
  private final long startedAt = System.nanoTime();
  private int underWay;
  private int failures;

  /// @param guilds in the order in which they are waited for
  /// @param slow bots for which clients have recently waited in vain, so that others need not wait
  RostersAhead(Bot bot, List<Long> guilds, Cache<Long, Boolean> slow) {
    this.bot = bot;
    this.slow = slow;
    this.room = bot.members().room();
    this.next = guilds.stream().filter(this::isWanted).toList().iterator();
    fetch();
  }

  /// Remembers slow bots for a while.
  static Cache<Long, Boolean> slowBots() {
    return Caffeine.newBuilder().expireAfterWrite(PATIENCE.multipliedBy(3)).build();
  }

  private boolean isWanted(long guildId) {
    Guild guild = bot.guild(guildId);
    return guild != null
        && guild.memberCount() <= Presences.MOST_MEMBERS
        && bot.has(Intent.GUILD_MEMBERS)
        && hasRoom(guild);
  }

  private boolean hasRoom(Guild guild) {
    if (bot.members().keptRoster(guild.id()) != null) {
      return true;
    }
    boolean fits = guild.memberCount() <= room;
    room -= fits ? guild.memberCount() : 0;
    return fits;
  }

  /// The members of a guild with their presences, or what is known of them when the time is up;
  /// null for nothing.
  @Nullable Roster await(long guildId) {
    Future<Roster> fetched = begun.get(guildId);
    if (fetched != null) {
      try {
        return Await.of(fetched, left());
      } catch (TimeoutException tooSlow) {
        slow.put(bot.id(), true);
      } catch (RuntimeException notToBeHad) {
        log.atDebug().addKeyValue("bot", bot.id()).log("no members: {}", notToBeHad.toString());
      }
    }
    return bot.members().keptRoster(guildId);
  }

  /// Continues after the time is up, and after the client is gone: others will need them.
  private synchronized void fetch() {
    while (underWay < AHEAD && failures < MOST_FAILURES && next.hasNext()) {
      long guild = next.next();
      Future<Roster> fetched = bot.members().roster(guild);
      begun.put(guild, fetched);
      if (!fetched.isComplete()) {
        underWay++;
        fetched.onComplete(end -> ended(end.succeeded()));
      }
    }
  }

  private synchronized void ended(boolean well) {
    underWay--;
    failures += well ? 0 : 1;
    fetch();
  }

  private Duration left() {
    Duration left = PATIENCE.minusNanos(System.nanoTime() - startedAt);
    return left.isNegative() || slow.getIfPresent(bot.id()) != null ? Duration.ZERO : left;
  }
}
