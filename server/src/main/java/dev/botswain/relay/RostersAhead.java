package dev.botswain.relay;

import dev.botswain.bot.Await;
import dev.botswain.bot.Bot;
import dev.botswain.bot.Guild;
import dev.botswain.bot.Roster;
import dev.botswain.gateway.Intent;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The members and presences of the guilds that a client is greeted with: fetched some guilds
/// ahead, and waited for only so long for all of them together. What comes later is there for the
/// next client, and for this one's opcode 8.
///
/// Used by one thread, which may wait.
final class RostersAhead {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int AHEAD = 16;

  private final Bot bot;
  private final Iterator<Long> next;
  private final Map<Long, Future<Roster>> begun = new HashMap<>();
  private final long startedAt = System.nanoTime();

  /// @param guilds in the order in which they are waited for
  RostersAhead(Bot bot, List<Long> guilds) {
    this.bot = bot;
    this.next = guilds.stream().filter(id -> isWanted(bot, id)).iterator();
  }

  private static boolean isWanted(Bot bot, long guildId) {
    Guild guild = bot.guild(guildId);
    return guild != null
        && guild.memberCount() <= GuildView.MOST_WITH_PRESENCES
        && bot.has(Intent.GUILD_MEMBERS);
  }

  /// The members of a guild with their presences, or what there is of it when time is up; null for
  /// nothing.
  @Nullable Roster await(long guildId) {
    fetchAhead();
    Future<Roster> fetched = begun.remove(guildId);
    if (fetched != null) {
      try {
        return Await.of(fetched, left());
      } catch (TimeoutException | RuntimeException notInTime) {
        // What there is.
      }
    }
    return bot.keptRoster(guildId);
  }

  private void fetchAhead() {
    while (begun.size() < AHEAD && next.hasNext() && left().isPositive()) {
      long guild = next.next();
      begun.put(guild, bot.roster(guild));
    }
  }

  private Duration left() {
    Duration left = PATIENCE.minusNanos(System.nanoTime() - startedAt);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
