package dev.botswain.api;

import dev.botswain.action.MessageView;
import dev.botswain.bot.Bot;
import dev.botswain.bot.MessageHistory;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.discord.protocol.Permission;
import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.guild.Channel;
import dev.botswain.guild.Guild;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.HeaderNames;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A channel's messages, read from Discord as far back as the caller likes.
final class MessagesResource implements Resource {

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "listMessages",
        call -> list(call, "listMessages"),
        "listChannelMessages",
        call -> list(call, "listChannelMessages"));
  }

  private static Answer list(Call call, String operation) {
    Bot bot = Callers.bot(call);
    long channelId = Snowflake.of(String.valueOf(call.text("channelId")));
    int limit = call.number("limit", 100);
    Long before = Callers.snowflake(call, "before");
    Long after = Callers.snowflake(call, "after");
    Long around = Callers.snowflake(call, "around");
    if (Stream.of("before", "after", "around").filter(name -> call.text(name) != null).count()
        > 1) {
      throw RequestRefusedException.field(
          around == null ? "after" : "around",
          "cannot be combined with another of before, after, around");
    }
    requireReadable(bot, channelId);

    var history =
        new MessageHistory<>(
            bot.rest(),
            Callers.origin(call, operation),
            channelId,
            MessageView::read,
            MessageView::snowflake);
    List<MessageView> found;
    if (before != null) {
      found = history.before(before, limit);
    } else if (after != null) {
      found = history.after(after, limit);
    } else if (around != null) {
      found = history.around(around, limit);
    } else {
      found = history.latest(limit);
    }
    Answer answer = Answer.json(found);
    if (around == null && found.size() == limit) {
      answer = answer.next(nextPage(call, after != null, found));
    }
    return bot.has(Intent.MESSAGE_CONTENT)
        ? answer
        : answer.with(HeaderNames.MISSING_INTENT, Intent.MESSAGE_CONTENT.name());
  }

  private static String nextPage(Call call, boolean towardsNewer, List<MessageView> page) {
    return towardsNewer
        ? call.nextPage("after", page.getFirst().id())
        : call.nextPage("before", page.getLast().id());
  }

  /// A request that is known to fail need not be sent; what is unknown (a direct message, an old
  /// thread) is for Discord to decide.
  private static void requireReadable(Bot bot, long channelId) {
    for (Guild guild : bot.guilds()) {
      Channel channel = guild.channels().get(channelId);
      if (channel != null) {
        long permissions = guild.permissions(bot.id(), channel);
        require(permissions, Permission.VIEW_CHANNEL, channel);
        require(permissions, Permission.READ_MESSAGE_HISTORY, channel);
        return;
      }
    }
  }

  private static void require(long permissions, Permission permission, Channel channel) {
    if (!permission.in(permissions)) {
      throw ApiError.MISSING_PERMISSION
          .because(
              "the bot lacks the permission %s in the channel %s"
                  .formatted(permission, channel.id()))
          .with("permission", permission.name());
    }
  }
}
