package dev.botswain.guild;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A guild in GUILD_CREATE and GUILD_UPDATE; the latter has no channels, threads, members and
/// count.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events#guild-create>.
public record GuildWire(
    long id,
    @Nullable String name,
    @Nullable String icon,
    long ownerId,
    int memberCount,
    boolean unavailable,
    @Nullable List<Role> roles,
    @Nullable List<Channel> channels,
    @Nullable List<Channel> threads,
    @Nullable List<Member.Wire> members,
    @Nullable List<Presence.Wire> presences,
    int mfaLevel,
    int verificationLevel) {
  public GuildWire {
    if (id == 0) {
      throw new IllegalArgumentException("a guild has an id");
    }
  }

  /// Whether it is more than an announcement of a GUILD_CREATE.
  public boolean isWhole() {
    return !unavailable && channels != null && roles != null;
  }

  /// Whether it contains the presences of all who are not offline.
  public boolean hasPresences() {
    return memberCount <= Presences.MOST_MEMBERS;
  }

  public Guild created(int shard, long botId) {
    var all = new ArrayList<>(orNone(channels));
    all.addAll(orNone(threads));
    return new Guild(
        id,
        orEmpty(name),
        icon,
        ownerId,
        Math.max(memberCount, orNone(members).size()),
        true,
        shard,
        ById.of(orNone(roles)),
        ById.of(all),
        ownRoles(botId),
        rules());
  }

  public Guild updated(Guild before) {
    return new Guild(
        id,
        name == null ? before.name() : name,
        icon,
        ownerId == 0 ? before.ownerId() : ownerId,
        before.memberCount(),
        true,
        before.shard(),
        roles == null ? before.roles() : ById.of(roles),
        before.channels(),
        before.ownRoles(),
        rules());
  }

  private Guild.Rules rules() {
    return mfaLevel == 0 && verificationLevel == 0
        ? Guild.Rules.NONE
        : new Guild.Rules(mfaLevel != 0, verificationLevel);
  }

  private @Nullable Set<Long> ownRoles(long botId) {
    Member self = member(botId);
    return self == null ? null : Set.copyOf(self.roleIds());
  }

  /// A member that it contains, or null. It always contains the bot itself.
  public @Nullable Member member(long userId) {
    for (Member.Wire wire : orNone(members)) {
      Member member = wire.member();
      if (member != null && member.id() == userId) {
        return member;
      }
    }
    return null;
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
