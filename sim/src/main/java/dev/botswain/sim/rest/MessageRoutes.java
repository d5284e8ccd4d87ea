package dev.botswain.sim.rest;

import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Snowflakes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Reads and deletes messages ([Messages
/// Resource](https://discord.com/developers/docs/resources/message)).
final class MessageRoutes {
  private static final Duration BULK_DELETABLE = Duration.ofDays(14);

  /// Calls, changes of recipients and names, and the start of a thread cannot be deleted.
  private static final Set<Integer> UNDELETABLE = Set.of(1, 2, 3, 4, 5, 21);

  void addTo(Router router) {
    router.get("/channels/{channel_id}/messages", this::list, Bucket.own(5, 1_000));
    router.get("/channels/{channel_id}/messages/{message_id}", this::get, Bucket.own(5, 1_000));
    router.delete(
        "/channels/{channel_id}/messages/{message_id}", this::delete, Bucket.own(5, 1_000));
    router.post(
        "/channels/{channel_id}/messages/bulk-delete", this::bulkDelete, Bucket.own(1, 1_000));
    router.post("/channels/{channel_id}/messages/{message_id}/crosspost", this::crosspost);
  }

  private Answer list(Call call) {
    Channel channel = textChannel(call);
    Form query = call.query();
    int limit = query.number("limit", 1, 100, 50);
    Long before = query.snowflake("before");
    Long after = query.snowflake("after");
    Long around = query.snowflake("around");
    if (Stream.of(before, after, around).filter(Objects::nonNull).count() > 1) {
      query.wrong(
          "MUTUALLY_EXCLUSIVE", "Only one of before, after and around may be passed at a time.");
    }
    query.check();
    if (!call.rights(channel).has(Permissions.READ_MESSAGE_HISTORY)) {
      return Answer.list(List.of(), (none, json) -> {});
    }
    var messages = channel.messages();
    List<Message> page;
    if (around != null) {
      page = new ArrayList<>(messages.before(around, limit / 2));
      page.addAll(messages.after(around - 1, limit - page.size()));
    } else if (after != null) {
      page = messages.after(after, limit);
    } else {
      page = messages.before(before == null ? Long.MAX_VALUE : before, limit);
    }
    var viewer = call.viewer();
    return Answer.list(page.reversed(), (message, json) -> message.write(json, viewer));
  }

  private Answer get(Call call) {
    Channel channel = textChannel(call);
    call.rights(channel).need(Permissions.READ_MESSAGE_HISTORY);
    return answer(call, call.message(channel));
  }

  static Answer answer(Call call, Message message) {
    return Answer.ok(json -> message.write(json, call.viewer()));
  }

  /// The channel in the path, which must be one for messages; in voice, only those who may connect
  /// have access.
  static Channel textChannel(Call call) {
    Channel channel = call.channel();
    if (!channel.type().hasMessages()) {
      throw ErrorCode.NOT_A_TEXT_CHANNEL.refusal();
    }
    if (channel.type().isVoice() && !call.rights(channel).has(Permissions.CONNECT)) {
      throw ErrorCode.MISSING_ACCESS.refusal();
    }
    return channel;
  }

  private Answer delete(Call call) {
    Channel channel = call.channel();
    Message message = call.message(channel);
    if (message.author().id() != call.bot().id()) {
      if (channel.guild() == null) {
        throw ErrorCode.NOT_IN_DM.refusal();
      }
      call.rights(channel).need(Permissions.MANAGE_MESSAGES);
    }
    if (UNDELETABLE.contains(message.type())) {
      throw ErrorCode.SYSTEM_MESSAGE.refusal();
    }
    Guild guild = channel.guild();
    if (guild == null || message.author().id() == call.bot().id()) {
      call.world().messages().delete(message);
      return Answer.NO_CONTENT;
    }
    Audit audit = call.audit(guild);
    call.world().messages().delete(message);
    audit.note(
        AuditAction.MESSAGE_DELETE,
        message.author().id(),
        Map.of("channel_id", Long.toString(channel.id()), "count", "1"));
    return Answer.NO_CONTENT;
  }

  /// Publishes a message of an announcement channel; no channel follows one in the sim.
  private Answer crosspost(Call call) {
    Channel channel = call.channel();
    if (channel.type() != ChannelType.GUILD_ANNOUNCEMENT) {
      throw ErrorCode.WRONG_CHANNEL_TYPE.refusal();
    }
    Message message = call.message(channel);
    Rights rights = call.rights(channel).need(Permissions.SEND_MESSAGES);
    if (message.author().id() != call.bot().id()) {
      rights.need(Permissions.MANAGE_MESSAGES);
    }
    if ((message.flags() & Message.CROSSPOSTED) != 0) {
      throw ErrorCode.ALREADY_CROSSPOSTED.refusal();
    }
    call.world().messages().flag(message, message.flags() | Message.CROSSPOSTED);
    return answer(call, message);
  }

  private Answer bulkDelete(Call call) {
    Channel channel = call.channel();
    Guild guild = channel.guild();
    if (guild == null) {
      throw ErrorCode.NOT_IN_DM.refusal();
    }
    call.rights(channel).need(Permissions.MANAGE_MESSAGES);
    Audit audit = call.audit(guild);
    Form form = call.form();
    List<Long> ids = form.require("messages").snowflakes("messages", 0, Integer.MAX_VALUE);
    form.check();
    if (ids.size() < 2 || ids.size() > 100) {
      throw ErrorCode.BULK_DELETE_COUNT.refusal();
    }
    if (new HashSet<>(ids).size() < ids.size()) {
      form.wrong("messages", "SET_TYPE_CONTAINS_DUPLICATE", "The messages are not all different");
      form.check();
    }
    long oldest = Snowflakes.at(call.now() - BULK_DELETABLE.toMillis());
    if (ids.stream().anyMatch(id -> id < oldest)) {
      throw ErrorCode.TOO_OLD_FOR_BULK_DELETE.refusal();
    }
    var found = new ArrayList<Message>();
    for (long id : ids) {
      Message message = channel.messages().get(id);
      if (message != null) {
        found.add(message);
      }
    }
    call.world().messages().deleteBulk(channel, found);
    if (!found.isEmpty()) {
      audit.note(
          AuditAction.MESSAGE_BULK_DELETE,
          channel.id(),
          Map.of("count", Integer.toString(found.size())));
    }
    return Answer.NO_CONTENT;
  }
}
