package dev.botswain.sim.rest;

import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.CustomEmoji;
import dev.botswain.sim.world.Emoji;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Reaction;
import dev.botswain.sim.world.ThreadState;
import dev.botswain.sim.world.User;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reactions to messages ([Create
/// Reaction](https://discord.com/developers/docs/resources/message#create-reaction)).
final class ReactionRoutes {
  private static final int MAX = 20;
  private static final Bucket CHANGES = Bucket.shared("reactions", 1, 250);
  private static final String ONE =
      "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}";

  private static final Pattern CUSTOM = Pattern.compile("(?:a:)?(\\w{1,32}):(\\d{1,19})");

  /// One Unicode emoji, with its modifiers: a pictograph, a flag, or a key.
  private static final Pattern UNICODE =
      Pattern.compile(
          "[\\p{IsExtended_Pictographic}\\x{1F1E6}-\\x{1F1FF}]"
              + "[\\p{IsEmoji}\\x{200D}\\x{FE0F}\\x{E0020}-\\x{E007F}]{0,15}"
              + "|[0-9#*]\\x{FE0F}?\\x{20E3}");

  void addTo(Router router) {
    router.get(ONE, this::list);
    router.put(ONE + "/@me", this::add, CHANGES);
    router.delete(ONE + "/@me", this::remove, CHANGES);
    router.delete(ONE + "/{user_id}", this::remove, CHANGES);
    router.delete(ONE, this::removeEmoji, CHANGES);
    router.delete("/channels/{channel_id}/messages/{message_id}/reactions", this::clear, CHANGES);
  }

  private static Message message(Call call) {
    Channel channel = MessageRoutes.textChannel(call);
    return call.message(channel);
  }

  /// The emoji in the path. A custom emoji must belong to the application or to a guild that the
  /// bot is in, or be on the message already.
  private static Emoji emoji(Call call, Message message) {
    String name = call.value("emoji_name");
    var custom = CUSTOM.matcher(name);
    if (custom.matches()) {
      var emoji = new Emoji(Long.parseLong(custom.group(2)), custom.group(1));
      if (find(message, emoji) != null) {
        return emoji;
      }
      CustomEmoji known = call.world().expressions().emoji(call.bot(), emoji.id());
      if (known != null) {
        return known.emoji();
      }
    }
    if (!UNICODE.matcher(name).matches()) {
      throw ErrorCode.UNKNOWN_EMOJI.refusal();
    }
    return Emoji.unicode(name);
  }

  private static @Nullable Reaction find(Message message, Emoji emoji) {
    for (Reaction reaction : message.reactions()) {
      if (reaction.emoji().isSame(emoji)) {
        return reaction;
      }
    }
    return null;
  }

  private Answer list(Call call) {
    Message message = message(call);
    call.rights(message.channel()).need(Permissions.READ_MESSAGE_HISTORY);
    Form query = call.query();
    int limit = query.number("limit", 1, 100, 25);
    Long after = query.snowflake("after");
    Integer type = query.choice("type", 0, 1);
    query.check();
    Reaction reaction = find(message, emoji(call, message));
    boolean burst = type != null && type == 1;
    List<User> users =
        reaction == null || burst
            ? List.of()
            : reaction.users().after(after == null ? 0 : after, limit);
    return Answer.list(users, User::write);
  }

  private Answer add(Call call) {
    Message message = message(call);
    checkNotArchived(message);
    Rights rights = call.rights(message.channel()).need(Permissions.READ_MESSAGE_HISTORY);
    Emoji emoji = emoji(call, message);
    if (find(message, emoji) == null) {
      rights.need(Permissions.ADD_REACTIONS);
      if (isForeign(call, message, emoji)) {
        rights.need(Permissions.USE_EXTERNAL_EMOJIS);
      }
      if (message.reactions().size() >= MAX) {
        throw ErrorCode.TOO_MANY_REACTIONS.refusal();
      }
    }
    call.world().reactions().add(message, call.bot().user(), emoji);
    return Answer.NO_CONTENT;
  }

  /// Whether an emoji belongs to another guild.
  private static boolean isForeign(Call call, Message message, Emoji emoji) {
    Guild guild = message.channel().guild();
    return emoji.id() != 0
        && !call.bot().emojis().contains(emoji.id())
        && (guild == null || !guild.emojis().contains(emoji.id()));
  }

  private static void checkNotArchived(Message message) {
    ThreadState thread = message.channel().thread();
    if (thread != null && thread.archived()) {
      throw ErrorCode.ARCHIVED_THREAD.refusal();
    }
  }

  private Answer remove(Call call) {
    Message message = message(call);
    User user = call.hasVariable("user_id") ? call.user() : call.bot().user();
    if (user.id() != call.bot().id()) {
      call.rights(message.channel()).need(Permissions.MANAGE_MESSAGES);
    }
    call.world().reactions().remove(message, user, emoji(call, message));
    return Answer.NO_CONTENT;
  }

  private Answer removeEmoji(Call call) {
    Message message = message(call);
    call.rights(message.channel()).need(Permissions.MANAGE_MESSAGES);
    call.world().reactions().removeEmoji(message, emoji(call, message));
    return Answer.NO_CONTENT;
  }

  private Answer clear(Call call) {
    Message message = message(call);
    call.rights(message.channel()).need(Permissions.MANAGE_MESSAGES);
    call.world().reactions().clear(message);
    return Answer.NO_CONTENT;
  }
}
