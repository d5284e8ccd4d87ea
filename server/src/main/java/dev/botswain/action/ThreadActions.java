package dev.botswain.action;

import static dev.botswain.discord.protocol.Permission.CREATE_PRIVATE_THREADS;
import static dev.botswain.discord.protocol.Permission.CREATE_PUBLIC_THREADS;
import static dev.botswain.discord.protocol.Permission.MANAGE_THREADS;
import static dev.botswain.discord.protocol.Permission.READ_MESSAGE_HISTORY;
import static dev.botswain.discord.protocol.Permission.SEND_MESSAGES;
import static dev.botswain.discord.protocol.Permission.VIEW_CHANNEL;

import dev.botswain.action.Action.Place;
import dev.botswain.guild.ChannelType;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// Actions on threads and on posts in forums, which are threads too. A thread is a channel, so it
/// is changed, archived and deleted as one.
///
/// Source: <https://discord.com/developers/docs/topics/threads>.
final class ThreadActions {
  private static final String CHANNEL = "/channels/{channelId}";
  private static final String MEMBERS = CHANNEL + "/thread-members";
  private static final String PRIVATE = "private_thread";

  private ThreadActions() {}

  static List<Action> all() {
    return List.of(
        Action.post("startThread", CHANNEL + "/threads")
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL)
            .needsWhen(ThreadActions::isPost, SEND_MESSAGES)
            .needsWhen(asked -> !isPost(asked) && !isPrivate(asked), CREATE_PUBLIC_THREADS)
            .needsWhen(ThreadActions::isPrivate, CREATE_PRIVATE_THREADS)
            .sends(ThreadActions::started)
            .answers(Glossary.CHANNEL),
        Action.post("startThreadFromMessage", CHANNEL + "/messages/{messageId}/threads")
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, READ_MESSAGE_HISTORY, CREATE_PUBLIC_THREADS)
            .sends(Shape.PLAIN)
            .answers(Glossary.CHANNEL),
        Action.get("listActiveThreads", "/guilds/{guildId}/threads/active")
            .in(Place.GUILD)
            .answers(Glossary.THREADS),
        Action.get("listArchivedThreads", CHANNEL + "/threads/archived/{type:public}")
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, READ_MESSAGE_HISTORY)
            .needsWhen(asked -> "private".equals(asked.request().text("type")), MANAGE_THREADS)
            .asks("before", "limit")
            .answers(Glossary.THREADS),
        Action.get("listThreadMembers", MEMBERS)
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL)
            .answersEach(Shape.PLAIN),
        Action.put("joinThread", MEMBERS + "/@me").in(Place.CHANNEL).needs(VIEW_CHANNEL),
        Action.delete("leaveThread", MEMBERS + "/@me").in(Place.CHANNEL),
        Action.put("addThreadMember", MEMBERS + "/{userId}")
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, SEND_MESSAGES),
        Action.delete("removeThreadMember", MEMBERS + "/{userId}")
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL)
            .mayNeed(MANAGE_THREADS, "remove others from threads that it did not start"));
  }

  /// Threads are public unless the caller says otherwise. Discord's default is private.
  private static JsonObject started(ActionContext asked) {
    JsonObject thread = Glossary.CHANNEL.toDiscord("", asked.body());
    JsonObject message = asked.body().getJsonObject("message");
    if (message != null) {
      thread.put("message", MessageDraft.written(message, null));
    } else if (!thread.containsKey("type")) {
      boolean announcement =
          asked.channel() != null && asked.channel().type() == ChannelType.ANNOUNCEMENT;
      ChannelType type = announcement ? ChannelType.ANNOUNCEMENT_THREAD : ChannelType.PUBLIC_THREAD;
      thread.put("type", type.number());
    }
    return thread;
  }

  private static boolean isPost(ActionContext asked) {
    return asked.says("message");
  }

  private static boolean isPrivate(ActionContext asked) {
    return PRIVATE.equals(asked.body().getString("type"));
  }
}
