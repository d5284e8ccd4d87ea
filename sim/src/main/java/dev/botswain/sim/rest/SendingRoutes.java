package dev.botswain.sim.rest;

import dev.botswain.sim.world.AllowedMentions;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.ThreadState;
import dev.botswain.sim.world.User;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends and edits messages ([Create
/// Message](https://discord.com/developers/docs/resources/message#create-message), [Edit
/// Message](https://discord.com/developers/docs/resources/message#edit-message)).
final class SendingRoutes {
  private final Nonces nonces;
  private final Attachments files;

  SendingRoutes(Nonces nonces, Attachments files) {
    this.nonces = nonces;
    this.files = files;
  }

  void addTo(Router router) {
    router.post("/channels/{channel_id}/messages", this::send, Bucket.own(5, 5_000));
    router.patch("/channels/{channel_id}/messages/{message_id}", this::edit, Bucket.own(5, 5_000));
  }

  private Answer send(Call call) {
    Channel channel = call.channel();
    if (channel.type().isForum()) {
      throw ErrorCode.FORUM_CHANNEL.refusal();
    }
    MessageRoutes.textChannel(call);
    checkRecipient(call, channel);
    Rights rights = call.rights(channel).need(Permissions.SEND_MESSAGES);
    ThreadState thread = channel.thread();
    if (thread != null && thread.locked() && !rights.has(Permissions.MANAGE_THREADS)) {
      throw ErrorCode.THREAD_LOCKED.refusal();
    }
    var draft = new MessageDraft(call, channel, files, call.form());
    Message message = send(call, channel, rights, draft);
    return answerOnce(call, message);
  }

  /// Sends a draft, or finds what was sent with its nonce already.
  private Message send(Call call, Channel channel, Rights rights, MessageDraft draft) {
    Consumer<Message> content = draft.forSending();
    checkRights(draft, rights);
    AllowedMentions allowed = draft.allowedMentions();
    Message answered = answered(call, channel, rights, draft);
    String nonce = draft.nonce();
    if (nonce != null && draft.enforceNonce()) {
      Message before = nonces.find(call.bot().id(), nonce);
      if (before != null) {
        return before;
      }
    }
    Message message =
        call.world()
            .messages()
            .send(
                channel,
                call.bot().user(),
                allowed,
                made -> {
                  content.accept(made);
                  if (answered != null) {
                    made.replyTo(answered);
                  }
                });
    if (nonce != null) {
      nonces.add(nonce, message);
    }
    return message;
  }

  /// The message as its sender gets it, with the nonce, which is shown only once.
  private static Answer answerOnce(Call call, Message message) {
    Answer answer = MessageRoutes.answer(call, message);
    message.nonce(null);
    return answer;
  }

  static void checkRights(MessageDraft draft, Rights rights) {
    if (draft.tts()) {
      rights.need(Permissions.SEND_TTS_MESSAGES);
    }
    if (draft.hasFiles()) {
      rights.need(Permissions.ATTACH_FILES);
    }
    if (draft.hasSome("embeds")) {
      rights.need(Permissions.EMBED_LINKS);
    }
    if (draft.hasForeignStickers()) {
      rights.need(Permissions.USE_EXTERNAL_STICKERS);
    }
    if (draft.isVoiceMessage()) {
      rights.need(Permissions.SEND_VOICE_MESSAGES);
    }
    if (draft.hasSome("poll")) {
      rights.need(Permissions.SEND_POLLS);
    }
  }

  /// A bot may write only to users with whom it shares a guild.
  private static void checkRecipient(Call call, Channel channel) {
    User recipient = channel.recipient();
    if (recipient != null
        && call.bot().guilds().stream()
            .noneMatch(guild -> guild.members().contains(recipient.id()))) {
      throw ErrorCode.NO_MUTUAL_GUILD.refusal();
    }
  }

  /// The message that this one replies to, or null.
  private static @Nullable Message answered(
      Call call, Channel channel, Rights rights, MessageDraft draft) {
    Form reference = draft.reference();
    if (reference == null) {
      return null;
    }
    reference.choice("type", 0);
    Long id = reference.require("message_id").snowflake("message_id");
    Long channelId = reference.snowflake("channel_id");
    reference.check();
    if (!rights.has(Permissions.READ_MESSAGE_HISTORY)) {
      throw ErrorCode.NO_HISTORY_TO_REPLY.refusal();
    }
    boolean elsewhere = channelId != null && channelId != channel.id();
    Message message = id == null || elsewhere ? null : channel.messages().get(id);
    boolean mustExist = !Boolean.FALSE.equals(reference.bool("fail_if_not_exists"));
    if (message == null && mustExist) {
      draft.wrong("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
    } else if (message != null && isNotice(message)) {
      draft.wrong(
          "message_reference",
          "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE",
          "Cannot reply to a system message");
    }
    reference.check();
    return message;
  }

  /// Whether Discord created it by itself.
  static boolean isNotice(Message message) {
    return switch (message.type()) {
      case 0, Message.REPLY, 20, 23 -> false;
      default -> true;
    };
  }

  private Answer edit(Call call) {
    Channel channel = MessageRoutes.textChannel(call);
    Message message = call.message(channel);
    ThreadState thread = channel.thread();
    if (thread != null && thread.archived()) {
      throw ErrorCode.ARCHIVED_THREAD.refusal();
    }
    if (thread != null
        && thread.locked()
        && !call.rights(channel).has(Permissions.MANAGE_THREADS)) {
      throw ErrorCode.THREAD_LOCKED.refusal();
    }
    if (isNotice(message)) {
      throw ErrorCode.SYSTEM_MESSAGE.refusal();
    }
    var draft = new MessageDraft(call, channel, files, call.form());
    if (message.author().id() != call.bot().id()) {
      return editAnothers(call, channel, message, draft);
    }
    Consumer<Message> change = draft.forEditing(message);
    call.world().messages().edit(message, draft.editedMentions(AllowedMentions.ALL), change);
    return MessageRoutes.answer(call, message);
  }

  /// Of other users' messages only the flags can be changed, by those who manage messages.
  private static Answer editAnothers(
      Call call, Channel channel, Message message, MessageDraft draft) {
    if (!draft.hasOnlyFlags()) {
      throw ErrorCode.NOT_THE_AUTHOR.refusal();
    }
    call.rights(channel).need(Permissions.MANAGE_MESSAGES);
    int flags = draft.newFlags(message.flags());
    call.world().messages().edit(message, null, changed -> changed.flags(flags));
    return MessageRoutes.answer(call, message);
  }
}
