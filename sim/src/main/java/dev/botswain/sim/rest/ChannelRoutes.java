package dev.botswain.sim.rest;

import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.ThreadState;
import dev.botswain.sim.world.Threads;
import java.util.function.Consumer;

/// One channel, thread or DM ([Channels
/// Resource](https://discord.com/developers/docs/resources/channel)).
final class ChannelRoutes {
  void addTo(Router router) {
    router.get("/channels/{channel_id}", this::channel);
    router.patch("/channels/{channel_id}", this::modify);
    router.delete("/channels/{channel_id}", this::delete);
    router.post("/channels/{channel_id}/typing", this::typing, Bucket.own(5, 5_000));
  }

  private Answer channel(Call call) {
    return answer(call, call.channel());
  }

  /// A channel object; that of a thread says whether the bot has joined.
  static Answer answer(Call call, Channel channel) {
    return Answer.ok(json -> {
      if (channel.type().isThread()) {
        Threads.write(json, channel, call.viewer());
      } else {
        channel.write(json);
      }
    });
  }

  private Answer modify(Call call) {
    Channel channel = call.channel();
    Guild guild = channel.guild();
    if (guild == null) {
      throw ErrorCode.NOT_IN_DM.refusal();
    }
    ThreadState thread = channel.thread();
    if (thread != null) {
      ThreadChange change = ThreadChange.read(call, channel, thread);
      String before = channel.name();
      call.audit(guild)
          .changed(
              AuditAction.THREAD_UPDATE,
              channel,
              Channel::write,
              () -> call.world().threads().update(guild, channel, change::apply));
      if (!channel.name().equals(before)) {
        call.world()
            .messages()
            .tell(channel, call.bot().user(), Message.CHANNEL_NAME_CHANGE, channel.name(), null);
      }
      return answer(call, channel);
    }
    call.rights(channel).need(Permissions.MANAGE_CHANNELS);
    Form form = call.form();
    String name = form.text("name", 1, 100);
    ChannelType type = newType(form, channel);
    ChannelChange change = ChannelChange.read(call, form, guild, type, channel);
    Consumer<Channel> all =
        changed -> {
          changed.type(type);
          if (name != null) {
            changed.name(ChannelChange.named(type, name));
          }
          change.apply(changed);
        };
    call.audit(guild)
        .changed(
            AuditAction.CHANNEL_UPDATE,
            channel,
            Channel::write,
            () -> call.world().channels().update(guild, channel, all));
    return answer(call, channel);
  }

  /// Only text and announcement channels may be turned into each other.
  private static ChannelType newType(Form form, Channel channel) {
    if (!form.hasValue("type")) {
      return channel.type();
    }
    boolean convertible =
        channel.type() == ChannelType.GUILD_TEXT
            || channel.type() == ChannelType.GUILD_ANNOUNCEMENT;
    Integer number =
        convertible ? form.choice("type", 0, 5) : form.choice("type", channel.type().number());
    ChannelType type = number == null ? null : ChannelType.of(number);
    return type == null ? channel.type() : type;
  }

  private Answer delete(Call call) {
    Channel channel = call.channel();
    Guild guild = channel.guild();
    if (guild == null) {
      return answer(call, channel);
    }
    boolean thread = channel.type().isThread();
    call.rights(channel).need(thread ? Permissions.MANAGE_THREADS : Permissions.MANAGE_CHANNELS);
    Answer last = answer(call, channel);
    call.audit(guild)
        .deleted(
            thread ? AuditAction.THREAD_DELETE : AuditAction.CHANNEL_DELETE,
            channel,
            Channel::write,
            () -> {
              if (thread) {
                call.world().threads().delete(guild, channel);
              } else {
                call.world().channels().delete(guild, channel);
              }
            });
    return last;
  }

  private Answer typing(Call call) {
    Channel channel = call.channel();
    if (!channel.type().hasMessages()) {
      throw ErrorCode.NOT_A_TEXT_CHANNEL.refusal();
    }
    call.rights(channel).need(Permissions.SEND_MESSAGES);
    call.world().channels().typing(channel, call.bot().user());
    return Answer.NO_CONTENT;
  }
}
