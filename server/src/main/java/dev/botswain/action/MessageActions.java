package dev.botswain.action;

import static dev.botswain.discord.protocol.Permission.ADD_REACTIONS;
import static dev.botswain.discord.protocol.Permission.ATTACH_FILES;
import static dev.botswain.discord.protocol.Permission.EMBED_LINKS;
import static dev.botswain.discord.protocol.Permission.MANAGE_MESSAGES;
import static dev.botswain.discord.protocol.Permission.PIN_MESSAGES;
import static dev.botswain.discord.protocol.Permission.READ_MESSAGE_HISTORY;
import static dev.botswain.discord.protocol.Permission.SEND_MESSAGES;
import static dev.botswain.discord.protocol.Permission.SEND_POLLS;
import static dev.botswain.discord.protocol.Permission.SEND_TTS_MESSAGES;
import static dev.botswain.discord.protocol.Permission.VIEW_CHANNEL;

import dev.botswain.action.Action.Place;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.guild.ChannelType;
import java.util.List;

/// Actions on messages, pins and reactions.
///
/// Source: <https://discord.com/developers/docs/resources/message>.
final class MessageActions {
  private static final String MESSAGES = "/channels/{channelId}/messages";
  private static final String MESSAGE = MESSAGES + "/{messageId}";
  private static final String PINS = MESSAGES + "/pins";
  private static final String REACTIONS = MESSAGE + "/reactions";
  private static final String REACTION = REACTIONS + "/{emoji}";

  private MessageActions() {}

  static List<Action> all() {
    return List.of(
        sending(Action.post("sendMessage", MESSAGES)),
        Action.get("getMessage", MESSAGE)
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, READ_MESSAGE_HISTORY)
            .wants(Intent.MESSAGE_CONTENT)
            .answers(Glossary.MESSAGE),
        Action.patch("editMessage", MESSAGE)
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL)
            .needsWhen(asked -> asked.request().files() != null, ATTACH_FILES)
            .sends(asked -> MessageDraft.written(asked.body(), asked.request().files()))
            .refuses(asked -> MessageRules.problems(asked, false))
            .repeatable()
            .answers(Glossary.MESSAGE),
        Action.delete("deleteMessage", MESSAGE)
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL)
            .mayNeed(MANAGE_MESSAGES, "delete messages of others"),
        Action.post("publishMessage", MESSAGE + "/crosspost")
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, SEND_MESSAGES)
            .mayNeed(MANAGE_MESSAGES, "publish messages of others")
            .notWhen(MessageActions::nobodyFollows, "the channel is not an announcement channel")
            .answers(Glossary.MESSAGE),
        Action.post("bulkDeleteMessages", MESSAGES + "/bulk-delete")
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, MANAGE_MESSAGES)
            .sends(Shape.PLAIN.named("messageIds", "messages")),
        Action.get("listPins", PINS)
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL)
            .mayNeed(READ_MESSAGE_HISTORY, "see pinned messages")
            .wants(Intent.MESSAGE_CONTENT)
            .asks("limit", "before")
            .answers(Shape.PLAIN),
        Action.put("pinMessage", PINS + "/{messageId}")
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, READ_MESSAGE_HISTORY, PIN_MESSAGES),
        Action.delete("unpinMessage", PINS + "/{messageId}")
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, READ_MESSAGE_HISTORY, PIN_MESSAGES),
        Action.put("addReaction", REACTION + "/@me")
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, READ_MESSAGE_HISTORY)
            .mayNeed(ADD_REACTIONS, "react with an emoji that nobody has reacted with yet"),
        Action.delete("removeOwnReaction", REACTION + "/@me").in(Place.CHANNEL).needs(VIEW_CHANNEL),
        Action.delete("removeReaction", REACTION + "/{userId}")
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, READ_MESSAGE_HISTORY, MANAGE_MESSAGES),
        Action.delete("removeReactionsOfEmoji", REACTION)
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, READ_MESSAGE_HISTORY, MANAGE_MESSAGES),
        Action.delete("removeAllReactions", REACTIONS)
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, READ_MESSAGE_HISTORY, MANAGE_MESSAGES),
        Action.get("listReactions", REACTION)
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, READ_MESSAGE_HISTORY)
            .asks("limit", "after")
            .answersEach(Glossary.USER),
        Action.post("startTyping", "/channels/{channelId}/typing")
            .in(Place.CHANNEL)
            .needs(VIEW_CHANNEL, SEND_MESSAGES)
            .repeatable());
  }

  /// Only announcement channels have followers.
  private static boolean nobodyFollows(ActionContext asked) {
    return asked.channel() != null && asked.channel().type() != ChannelType.ANNOUNCEMENT;
  }

  /// What sending a message needs, whatever the route.
  private static Action sending(Action action) {
    return action
        .in(Place.CHANNEL)
        .needs(VIEW_CHANNEL, SEND_MESSAGES)
        .needsWhen(asked -> asked.says("embeds"), EMBED_LINKS)
        .needsWhen(asked -> asked.request().files() != null, ATTACH_FILES)
        .needsWhen(asked -> asked.says("replyTo"), READ_MESSAGE_HISTORY)
        .needsWhen(asked -> asked.says("tts"), SEND_TTS_MESSAGES)
        .needsWhen(asked -> asked.says("poll"), SEND_POLLS)
        .sends(MessageDraft::sent)
        .refuses(asked -> MessageRules.problems(asked, true))
        .repeatable()
        .answers(Glossary.MESSAGE);
  }
}
