package dev.botswain.bot;

import dev.botswain.discord.gateway.Shard;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.guild.Guild;
import dev.botswain.guild.Presences;
import dev.botswain.guild.Roster;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Combines the members of guilds with their presences, with one fetch for many callers.
///
/// Presences come with GUILD_CREATE. If they did not, because the session was resumed after a
/// restart or the guild is too large, op 8 brings both at once.
///
/// On the bot's event loop, except for methods marked as readable.
final class Rosters {
  private final BotState state;
  private final MemberSource source;
  private final Predicate<Intent> has;
  private final Map<Long, Future<Roster>> loading = new HashMap<>();

  /// @param has whether the bot has an intent
  Rosters(BotState state, MemberSource source, Predicate<Intent> has) {
    this.state = state;
    this.source = source;
    this.has = has;
  }

  /// Whether presences are kept. Readable from any thread.
  boolean havePresences() {
    return state.keepsPresences() && has.test(Intent.GUILD_PRESENCES);
  }

  /// What is known of a guild; null without its members. Readable from any thread.
  @Nullable Roster kept(long guildId) {
    Members members = state.keptMembers(guildId);
    return members == null || !members.isWhole() ? null : roster(members);
  }

  private Roster roster(Members members) {
    Presences presences = state.presences(members.guildId());
    boolean known = presences != null && presences.isWhole() && havePresences();
    return new Roster(members.byId(), known ? presences : null);
  }

  /// Whether there are presences that are unknown. Readable from any thread.
  boolean lacksPresences(long guildId) {
    Presences presences = state.presences(guildId);
    return havePresences() && (presences == null || !presences.isWhole());
  }

  /// Members and presences, once both are known; without presences if they cannot be fetched.
  Future<Roster> load(Guild guild, Supplier<@Nullable Shard> shard) {
    long id = guild.id();
    Future<Roster> before = loading.get(id);
    if (before != null) {
      return before;
    }
    Members members = state.members(id);
    Future<Roster> fetched =
        members
            .load(fetching -> members(fetching, guild.memberCount(), shard.get()))
            .compose(_ -> lacksPresences(id) ? presences(members, shard) : done())
            .map(_ -> roster(members));
    if (!fetched.isComplete()) {
      loading.put(id, fetched);
      fetched.onComplete(_ -> loading.remove(id, fetched));
    }
    return fetched;
  }

  private Future<Void> members(Members members, int memberCount, @Nullable Shard shard) {
    if (!lacksPresences(members.guildId()) || shard == null) {
      return source.fetch(members, memberCount, shard);
    }
    Presences begun = state.beginPresences(members.guildId());
    return source
        .fetchBoth(members, begun, shard)
        .recover(_ -> {
          state.dropPresences(members.guildId(), begun);
          return source.fetch(members, memberCount, shard);
        });
  }

  /// Tries again if Discord's limit prevented it, which an earlier run may have used up.
  private Future<Void> presences(Members members, Supplier<@Nullable Shard> shard) {
    return presencesNow(members, shard).recover(_ -> presencesNow(members, shard)).otherwiseEmpty();
  }

  private Future<Void> presencesNow(Members members, Supplier<@Nullable Shard> shard) {
    return source
        .whenFree(members.guildId())
        .compose(_ -> {
          Shard now = shard.get();
          if (now == null || !members.isWhole()) {
            return Future.failedFuture("nobody to ask");
          }
          Presences begun = state.beginPresences(members.guildId());
          return source
              .fetchBoth(members, begun, now)
              .onFailure(_ -> state.dropPresences(members.guildId(), begun));
        });
  }

  private static Future<Void> done() {
    return Future.succeededFuture();
  }
}
