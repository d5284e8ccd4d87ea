package dev.botswain.sim.rest;

import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Viewer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Pinned messages, at the current paths and the deprecated ones ([Get Channel
/// Pins](https://discord.com/developers/docs/resources/message#get-channel-pins)).
final class PinRoutes {
  private static final int MAX = 250;
  private static final int PAGE = 50;
  private static final Bucket CHANGES = Bucket.shared("pins", 5, 5_000);

  void addTo(Router router) {
    router.get("/channels/{channel_id}/messages/pins", this::list);
    router.put("/channels/{channel_id}/messages/pins/{message_id}", this::pin, CHANGES);
    router.delete("/channels/{channel_id}/messages/pins/{message_id}", this::unpin, CHANGES);
    router.get("/channels/{channel_id}/pins", this::listOld);
    router.put("/channels/{channel_id}/pins/{message_id}", this::pin, CHANGES);
    router.delete("/channels/{channel_id}/pins/{message_id}", this::unpin, CHANGES);
  }

  /// The pinned messages, the last pinned first; empty without permission to read the history.
  private static List<Message> pinned(Call call, Channel channel) {
    if (!call.rights(channel).has(Permissions.READ_MESSAGE_HISTORY)) {
      return List.of();
    }
    return channel.messages().stream()
        .filter(message -> message.pinnedAt() != 0)
        .sorted(Comparator.comparingLong(Message::pinnedAt).reversed())
        .toList();
  }

  private Answer list(Call call) {
    Channel channel = MessageRoutes.textChannel(call);
    Form query = call.query();
    Instant before = query.time("before");
    int limit = query.number("limit", 1, PAGE, PAGE);
    query.check();
    List<Message> all =
        pinned(call, channel).stream()
            .filter(message -> before == null || message.pinnedAt() < before.toEpochMilli())
            .toList();
    List<Message> page = all.subList(0, Math.min(limit, all.size()));
    Viewer viewer = call.viewer();
    return Answer.ok(json -> {
      json.writeStartObject();
      json.writeFieldName("items");
      Answer.array(
          json,
          page,
          (message, item) -> {
            item.writeStartObject();
            Json.time(item, "pinned_at", message.pinnedAt());
            item.writeFieldName("message");
            message.write(item, viewer);
            item.writeEndObject();
          });
      json.writeBooleanField("has_more", page.size() < all.size());
      json.writeEndObject();
    });
  }

  private Answer listOld(Call call) {
    Channel channel = MessageRoutes.textChannel(call);
    Viewer viewer = call.viewer();
    return Answer.list(
        pinned(call, channel).stream().limit(PAGE).toList(),
        (message, json) -> message.write(json, viewer));
  }

  private Answer pin(Call call) {
    Channel channel = MessageRoutes.textChannel(call);
    Message message = call.message(channel);
    call.rights(channel).need(Permissions.PIN_MESSAGES);
    if (SendingRoutes.isNotice(message)) {
      throw ErrorCode.SYSTEM_MESSAGE.refusal();
    }
    if (message.pinnedAt() == 0
        && channel.messages().stream().filter(one -> one.pinnedAt() != 0).count() >= MAX) {
      throw ErrorCode.TOO_MANY_PINS.refusal();
    }
    boolean was = message.pinnedAt() != 0;
    noted(
        call,
        message,
        AuditAction.MESSAGE_PIN,
        !was,
        () -> call.world().messages().pin(message, call.bot().user()));
    return Answer.NO_CONTENT;
  }

  private Answer unpin(Call call) {
    Channel channel = MessageRoutes.textChannel(call);
    Message message = call.message(channel);
    call.rights(channel).need(Permissions.PIN_MESSAGES);
    boolean was = message.pinnedAt() != 0;
    noted(
        call,
        message,
        AuditAction.MESSAGE_UNPIN,
        was,
        () -> call.world().messages().unpin(message));
    return Answer.NO_CONTENT;
  }

  /// Performs an action on a message and, in a guild, records it.
  ///
  /// @param changes whether it makes a difference
  private static void noted(
      Call call, Message message, AuditAction action, boolean changes, Runnable deed) {
    Guild guild = message.channel().guild();
    Audit audit = guild == null ? null : call.audit(guild);
    deed.run();
    if (audit != null && changes) {
      audit.note(
          action,
          message.author().id(),
          Map.of(
              "channel_id", Long.toString(message.channel().id()),
              "message_id", Long.toString(message.id())));
    }
  }
}
