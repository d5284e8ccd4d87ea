package dev.botswain.api;

import dev.botswain.action.MemberView;
import dev.botswain.bot.Bot;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.guild.Guild;
import dev.botswain.guild.Member;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.HeaderNames;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.time.Timestamp;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A guild's members: fetched from Discord the first time, then kept current by events.
final class MembersResource implements Resource {
  /// How many members of the guild are missing because Discord's data about them could not be read.
  private static final String UNREAD_HEADER = HeaderNames.MEMBERS_UNREAD;

  @Override
  public Map<String, Operation> operations() {
    return Map.of("listMembers", MembersResource::list);
  }

  private static Answer list(Call call) throws TimeoutException {
    Bot bot = Callers.bot(call);
    Guild guild = Callers.guild(call);
    if (!bot.has(Intent.GUILD_MEMBERS)) {
      throw MissingIntent.refusal(bot, Intent.GUILD_MEMBERS, "members cannot be listed");
    }
    NavigableMap<Long, Member> members = call.await(bot.members().of(guild.id()));
    MemberOrder order = MemberOrder.of(call);
    Predicate<Member> wanted = wanted(call);
    int limit = call.number("limit", Integer.MAX_VALUE);
    Long after = Callers.snowflake(call, "after");
    var rest = (after == null ? members : members.tailMap(after, false)).values();
    int unread = bot.members().unread(guild.id());
    if (order.isKept()) {
      return byId(call, guild, rest, wanted, limit, unread);
    }
    MemberOrder.Page page = order.page(rest, wanted, limit);
    Answer answer =
        answer(page.members().stream().map(each -> MemberView.of(guild, each)).toList(), unread);
    return page.last() == null
        ? answer
        : answer.next(call.nextPage("cursor", page.last().cursor()));
  }

  private static Answer byId(
      Call call,
      Guild guild,
      Collection<Member> rest,
      Predicate<Member> wanted,
      int limit,
      int unread) {
    var page = new ArrayList<MemberView>();
    Member last = null;
    for (Member member : rest) {
      if (!wanted.test(member)) {
        continue;
      }
      if (page.size() == limit) {
        return answer(page, unread)
            .next(call.nextPage("after", Long.toString(Objects.requireNonNull(last).id())));
      }
      page.add(MemberView.of(guild, member));
      last = member;
    }
    return answer(page, unread);
  }

  /// What the caller filters by.
  private static Predicate<Member> wanted(Call call) {
    String query = call.text("query");
    String prefix = query == null ? "" : query.toLowerCase(Locale.ROOT);
    Long roleId = Callers.snowflake(call, "roleId");
    String since = moment(call.text("joinedSince"));
    return member ->
        matches(member, prefix)
            && (roleId == null || member.roleIds().contains(roleId))
            && (since == null
                || member.joinedAt() != null
                    && Timestamp.of(member.joinedAt()).compareTo(since) >= 0);
  }

  private static @Nullable String moment(@Nullable String text) {
    try {
      return text == null ? null : Timestamp.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notAMoment) {
      throw RequestRefusedException.field(
          "joinedSince", "must be a moment in ISO 8601, such as 2026-11-01T00:00:00Z");
    }
  }

  private static Answer answer(List<MemberView> page, int unread) {
    Answer answer = Answer.json(page);
    return unread == 0 ? answer : answer.with(UNREAD_HEADER, Integer.toString(unread));
  }

  private static boolean matches(Member member, String prefix) {
    return prefix.isEmpty()
        || begins(member.username(), prefix)
        || begins(member.globalName(), prefix)
        || begins(member.nick(), prefix);
  }

  private static boolean begins(@Nullable String name, String prefix) {
    return name != null && name.toLowerCase(Locale.ROOT).startsWith(prefix);
  }
}
