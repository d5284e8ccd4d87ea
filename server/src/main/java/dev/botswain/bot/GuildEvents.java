package dev.botswain.bot;

import dev.botswain.guild.Channel;
import dev.botswain.guild.GuildWire;
import dev.botswain.guild.Member;
import dev.botswain.guild.Presence;
import dev.botswain.guild.Role;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parts of Discord's events about guilds that are kept.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events>.
final class GuildEvents {
  private GuildEvents() {}

  /// @param guilds only their ids at Discord; complete on servers that send no GUILD_CREATE for
  ///   them
  record Ready(@Nullable List<GuildWire> guilds) {}

  record UnavailableGuild(long id, boolean unavailable) {}

  record RoleChanged(long guildId, Role role) {}

  record RoleDeleted(long guildId, long roleId) {}

  record MemberRemove(long guildId, Member.@Nullable UserWire user) {
    boolean isOf(long userId) {
      return user != null && user.id() == userId;
    }
  }

  /// @param channelIds the channels that it covers; null for the whole guild
  record ThreadList(long guildId, @Nullable Set<Long> channelIds, @Nullable List<Channel> threads) {
    boolean covers(long channelId) {
      return channelIds == null || channelIds.contains(channelId);
    }
  }

  /// Source: <https://discord.com/developers/docs/events/gateway-events#guild-members-chunk>.
  record MembersChunk(
      long guildId,
      @Nullable List<Member.Wire> members,
      int chunkIndex,
      int chunkCount,
      @Nullable String nonce,
      @Nullable List<Presence.Wire> presences) {

    /// Whether its index is within the announced count. If not, it is unknown which chunks are
    /// missing.
    boolean hasItsPlace() {
      return chunkIndex >= 0 && chunkIndex < chunkCount;
    }

    List<Member> list() {
      return members == null
          ? List.of()
          : members.stream().map(Member.Wire::member).filter(Objects::nonNull).toList();
    }
  }

  /// Source: <https://discord.com/developers/docs/events/gateway-events#rate-limited>.
  record RateLimited(@Nullable Meta meta) {
    record Meta(long guildId, @Nullable String nonce) {}
  }
}
