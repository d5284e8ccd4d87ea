package dev.botswain.api;

import dev.botswain.action.MemberView;
import dev.botswain.bot.Bot;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.guild.Guild;
import dev.botswain.guild.Member;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.HeaderNames;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
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
    Long after = Callers.snowflake(call, "after");
    int limit = call.number("limit", Integer.MAX_VALUE);
    String query = call.text("query");
    String prefix = query == null ? "" : query.toLowerCase(Locale.ROOT);

    var page = new ArrayList<MemberView>();
    Member last = null;
    for (Member member : (after == null ? members : members.tailMap(after, false)).values()) {
      if (!matches(member, prefix)) {
        continue;
      }
      if (page.size() == limit) {
        return answer(page, bot.members().unread(guild.id()))
            .next(call.nextPage("after", Long.toString(Objects.requireNonNull(last).id())));
      }
      page.add(MemberView.of(guild, member));
      last = member;
    }
    return answer(page, bot.members().unread(guild.id()));
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
