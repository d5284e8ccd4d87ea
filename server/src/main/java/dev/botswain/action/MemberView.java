package dev.botswain.action;

import dev.botswain.guild.Guild;
import dev.botswain.guild.Member;
import dev.botswain.guild.Role;
import dev.botswain.time.Timestamp;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A member of a guild, as callers see it.
///
/// @param timedOutUntil when a time-out ends or has ended; null for none
/// @param flags of the member, as Discord's bits
public record MemberView(
    String id,
    String username,
    @Nullable String globalName,
    String displayName,
    @Nullable String nick,
    String avatar,
    boolean bot,
    List<String> roles,
    List<String> roleIds,
    @Nullable String joinedAt,
    @Nullable String premiumSince,
    @Nullable String timedOutUntil,
    boolean pending,
    boolean mute,
    boolean deaf,
    int flags) {
  public static MemberView of(Guild guild, Member member) {
    Member.Details details = member.details();
    return new MemberView(
        Long.toString(member.id()),
        member.username(),
        member.globalName(),
        member.displayName(),
        member.nick(),
        member.avatar() == null
            ? CdnUrl.avatar(member.id(), member.userAvatar())
            : CdnUrl.memberAvatar(guild.id(), member.id(), member.avatar()),
        member.bot(),
        member.roleIds().stream()
            .map(guild.roles()::get)
            .filter(Objects::nonNull)
            .map(Role::name)
            .toList(),
        member.roleIds().stream().map(String::valueOf).toList(),
        Timestamp.ofNullable(member.joinedAt()),
        Timestamp.ofNullable(details.premiumSince()),
        Timestamp.ofNullable(details.timedOutUntil()),
        details.pending(),
        details.mute(),
        details.deaf(),
        details.flags());
  }
}
