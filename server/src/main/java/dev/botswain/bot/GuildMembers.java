package dev.botswain.bot;

import dev.botswain.discord.protocol.Intent;
import dev.botswain.discord.rest.RestQueue;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.guild.Guild;
import dev.botswain.guild.Member;
import dev.botswain.guild.Roster;
import dev.botswain.json.DiscordJson;
import dev.botswain.limit.Owner;
import dev.botswain.time.EventLoop;
import io.vertx.core.Future;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/// The members of a bot's guilds: fetched from Discord when they are first requested, and kept
/// current by events from then on. May be called from any thread.
public final class GuildMembers {
  private final BotParts parts;
  private final Owner owner;
  private final EventLoop loop;
  private final BotState state;
  private final BotShards shards;
  private final RestQueue rest;
  private final MemberSource source;
  private final Rosters rosters;

  GuildMembers(
      BotParts parts,
      Owner owner,
      EventLoop loop,
      BotState state,
      BotShards shards,
      RestQueue rest) {
    this.parts = parts;
    this.owner = owner;
    this.loop = loop;
    this.state = state;
    this.shards = shards;
    this.rest = rest;
    this.source = new MemberSource(parts.vertx(), parts.ticker(), state.botId(), rest);
    this.rosters = new Rosters(state, source, intent -> shards.intents().contains(intent));
  }

  /// The members of a guild by id, as a live view.
  ///
  /// It fails as REST requests do, with [MembersForgottenException] if the gateway session ended
  /// meanwhile, and with [IllegalStateException] without the GUILD_MEMBERS intent or if the bot is
  /// not in the guild.
  public Future<NavigableMap<Long, Member>> of(long guildId) {
    Members kept = state.keptMembers(guildId);
    return kept != null && kept.isWhole()
        ? Future.succeededFuture(kept.byId())
        : loop.run(() -> load(guildId));
  }

  private Future<NavigableMap<Long, Member>> load(long guildId) {
    Guild guild = known(guildId);
    return guild == null
        ? none()
        : state
            .members(guildId)
            .load(members -> source.fetch(members, guild.memberCount(), shards.of(guild)))
            .map(Members::byId);
  }

  /// How many members of a guild could not be read, and are missing from its list.
  public int unread(long guildId) {
    Members kept = state.keptMembers(guildId);
    return kept == null ? 0 : kept.unread();
  }

  /// A member of a guild if its list is kept and contains it; null says nothing about membership.
  public @Nullable Member kept(long guildId, long userId) {
    Members kept = state.keptMembers(guildId);
    return kept == null ? null : kept.byId().get(userId);
  }

  /// A member as [#kept], otherwise as Discord knows them. It fails as REST requests do.
  public Future<Member> one(long guildId, long userId) {
    Member kept = kept(guildId, userId);
    return kept != null
        ? Future.succeededFuture(kept)
        : rest.fetch(RestRequest.get("/guilds/" + guildId + "/members/" + userId))
            .map(answer -> Member.of(DiscordJson.tree(answer.body().getBytes())));
  }

  /// The members of a guild with their presences, as [#of(long)] returns them. Without presences if
  /// the bot does not keep any, or if Discord does not send them within about a minute.
  public Future<Roster> roster(long guildId) {
    Roster kept = rosters.kept(guildId);
    return kept != null && !rosters.lacksPresences(guildId)
        ? Future.succeededFuture(kept)
        : loop.run(() -> {
          Guild guild = known(guildId);
          return guild == null ? none() : rosters.load(guild, () -> shards.of(guild));
        });
  }

  /// The part of the same that is known already; null without the members.
  public @Nullable Roster keptRoster(long guildId) {
    return rosters.kept(guildId);
  }

  /// Whether a guild has presences that are unknown, but can be fetched.
  public boolean lacksPresences(long guildId) {
    return rosters.lacksPresences(guildId);
  }

  /// How many more of the bot's members may be fetched before a caller requests them.
  public long room() {
    return parts.memberCount().roomFor(owner);
  }

  /// The guild, if the bot is in it and can list its members.
  private @Nullable Guild known(long guildId) {
    return shards.intents().contains(Intent.GUILD_MEMBERS) ? state.guild(guildId) : null;
  }

  private static <T> Future<T> none() {
    return Future.failedFuture(new IllegalStateException("no members to be had"));
  }
}
