package dev.botswain.api;

import dev.botswain.action.CdnUrl;
import dev.botswain.action.Feasibility.Rank;
import dev.botswain.action.MemberView;
import dev.botswain.bot.Bot;
import dev.botswain.guild.Guild;
import dev.botswain.guild.Holder;
import dev.botswain.guild.Member;
import dev.botswain.time.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Someone of whom a caller asks what they may do.
///
/// @param holder their roles
/// @param details what limits their membership
/// @param view for callers
record Subject(Holder holder, Member.Details details, View view) {

  /// @param timedOutUntil null if no time-out is running
  /// @param rank the highest role; null if it is unknown
  record View(
      String id,
      String username,
      String displayName,
      String avatar,
      boolean bot,
      boolean self,
      boolean owner,
      boolean administrator,
      boolean pending,
      @Nullable String timedOutUntil,
      @Nullable Rank rank) {}

  static Subject member(Guild guild, Member member, Instant now) {
    MemberView seen = MemberView.of(guild, member);
    return of(
        guild,
        member.holder(now),
        member.details(),
        new Name(seen.username(), seen.displayName(), seen.avatar(), seen.bot(), false));
  }

  /// The bot itself, whose roles are always kept.
  ///
  /// @param kept null if the members of the guild are not
  static Subject bot(Bot bot, Guild guild, @Nullable Member kept, Instant now) {
    String username = bot.user().username();
    var name =
        new Name(
            username,
            kept == null ? username : kept.displayName(),
            CdnUrl.avatar(bot.id(), bot.user().avatar()),
            true,
            true);
    return of(guild, bot.holder(guild, now), bot.insight().membership(guild.id()), name);
  }

  private record Name(
      String username, String displayName, String avatar, boolean bot, boolean self) {}

  private static Subject of(Guild guild, Holder holder, Member.Details details, Name name) {
    String until = holder.timedOut() ? details.timedOutUntil() : null;
    return new Subject(
        holder,
        details,
        new View(
            Long.toString(holder.userId()),
            name.username(),
            name.displayName(),
            name.avatar(),
            name.bot(),
            name.self(),
            holder.userId() == guild.ownerId(),
            holder.roleIds() != null && guild.isAdministrator(holder.roleIds()),
            details.pending(),
            Timestamp.ofNullable(until),
            holder.roleIds() == null ? null : Rank.of(guild.highest(holder.roleIds()))));
  }
}
