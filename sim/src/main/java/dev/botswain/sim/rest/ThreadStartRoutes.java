package dev.botswain.sim.rest;

import dev.botswain.sim.world.AllowedMentions;
import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Threads;

/// Starts threads ([Start Thread from
/// Message](https://discord.com/developers/docs/resources/channel#start-thread-from-message)).
final class ThreadStartRoutes {
  private static final int REQUIRE_TAG = 1 << 4;

  private final Attachments files;

  ThreadStartRoutes(Attachments files) {
    this.files = files;
  }

  void addTo(Router router) {
    router.post("/channels/{channel_id}/threads", this::start);
    router.post("/channels/{channel_id}/messages/{message_id}/threads", this::fromMessage);
  }

  private Answer fromMessage(Call call) {
    Channel parent = call.channel();
    Guild guild = guildOf(parent);
    ChannelType type =
        switch (parent.type()) {
          case GUILD_TEXT -> ChannelType.PUBLIC_THREAD;
          case GUILD_ANNOUNCEMENT -> ChannelType.ANNOUNCEMENT_THREAD;
          default -> throw ErrorCode.WRONG_CHANNEL_TYPE.refusal();
        };
    Message message = call.message(parent);
    call.rights(parent).need(Permissions.CREATE_PUBLIC_THREADS);
    if (guild.threads().contains(message.id())) {
      throw ErrorCode.THREAD_EXISTS.refusal();
    }
    Channel thread = create(call, guild, parent, message.id(), type);
    call.world()
        .messages()
        .send(
            thread,
            call.bot().user(),
            AllowedMentions.NONE,
            first ->
                first
                    .type(Message.THREAD_STARTER_MESSAGE)
                    .reference(new Message.Reference(parent.id(), message.id())));
    call.world().messages().flag(message, message.flags()); // Now it has a thread.
    return created(call, thread);
  }

  private Answer start(Call call) {
    Channel parent = call.channel();
    Guild guild = guildOf(parent);
    if (parent.type().isForum()) {
      return post(call, guild, parent);
    }
    ChannelType type = type(call.form(), parent);
    call.rights(parent)
        .need(
            type == ChannelType.PRIVATE_THREAD
                ? Permissions.CREATE_PRIVATE_THREADS
                : Permissions.CREATE_PUBLIC_THREADS);
    Channel thread = create(call, guild, parent, call.world().newId(), type);
    if (type == ChannelType.PUBLIC_THREAD) {
      call.world()
          .messages()
          .send(
              parent,
              call.bot().user(),
              AllowedMentions.NONE,
              notice ->
                  notice
                      .type(Message.THREAD_CREATED)
                      .content(thread.name())
                      .reference(new Message.Reference(thread.id(), 0)));
    }
    return created(call, thread);
  }

  /// The requested type; it must fit the channel.
  private static ChannelType type(Form form, Channel parent) {
    Integer number =
        switch (parent.type()) {
          case GUILD_TEXT ->
              form.hasValue("type") ? form.choice("type", 11, 12) : Integer.valueOf(12);
          case GUILD_ANNOUNCEMENT -> form.choice("type", 10);
          default -> throw ErrorCode.WRONG_CHANNEL_TYPE.refusal();
        };
    form.check();
    ChannelType type = number == null ? null : ChannelType.of(number);
    return type == null ? ChannelType.ANNOUNCEMENT_THREAD : type;
  }

  private Answer post(Call call, Guild guild, Channel forum) {
    Rights rights = call.rights(forum).need(Permissions.SEND_MESSAGES);
    Form body = call.form().require("message");
    Form form = body.object("message");
    long id = call.world().newId();
    body.require("name").check();
    if ((forum.flags() & REQUIRE_TAG) != 0 && body.snowflakes("applied_tags", 0, 5).isEmpty()) {
      throw ErrorCode.TAG_REQUIRED.refusal();
    }
    if (form == null) {
      throw ErrorCode.EMPTY_MESSAGE.refusal();
    }
    var draft = new MessageDraft(call, forum, files, form);
    var content = draft.forSending();
    SendingRoutes.checkRights(draft, rights);
    var allowed = draft.allowedMentions();
    Channel thread = create(call, guild, forum, id, ChannelType.PUBLIC_THREAD);
    Message first = call.world().messages().sendFirst(thread, call.bot().user(), allowed, content);
    return Answer.created(json -> {
      json.writeStartObject();
      Threads.fields(json, thread, call.viewer());
      json.writeFieldName("message");
      first.write(json, call.viewer());
      json.writeEndObject();
    });
  }

  private static Channel create(Call call, Guild guild, Channel parent, long id, ChannelType type) {
    Form form = call.form();
    String name = form.require("name").text("name", 1, 100);
    ThreadChange change = ThreadChange.atStart(form);
    form.check();
    return call.audit(guild)
        .created(
            AuditAction.THREAD_CREATE,
            () ->
                call.world()
                    .threads()
                    .create(
                        guild,
                        parent,
                        id,
                        type,
                        name == null ? "" : name,
                        call.bot().user(),
                        change::apply),
            Channel::write);
  }

  private static Answer created(Call call, Channel thread) {
    return Answer.created(json -> Threads.write(json, thread, call.viewer()));
  }

  private static Guild guildOf(Channel channel) {
    Guild guild = channel.guild();
    if (guild == null) {
      throw ErrorCode.NOT_IN_DM.refusal();
    }
    return guild;
  }
}
