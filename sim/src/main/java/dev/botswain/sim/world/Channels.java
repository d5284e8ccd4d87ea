package dev.botswain.sim.world;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The channels of guilds, and DMs.
public final class Channels {
  private final World world;
  private final ById<Channel> all = new ById<>();

  Channels(World world) {
    this.world = world;
  }

  /// The channel, thread or DM with this id, or null.
  public @Nullable Channel get(long id) {
    return all.get(id);
  }

  void add(Channel channel) {
    all.add(channel);
  }

  void forget(Channel channel) {
    all.remove(channel.id());
  }

  /// Creates a channel of a guild: CHANNEL_CREATE.
  public Channel create(Guild guild, ChannelType type, String name, Consumer<Channel> setup) {
    return create(guild, world.newId(), type, name, setup);
  }

  Channel create(Guild guild, long id, ChannelType type, String name, Consumer<Channel> setup) {
    var channel = Channel.inGuild(id, type, name, guild).position(guild.channels().size());
    setup.accept(channel);
    guild.channels().add(channel);
    all.add(channel);
    world.publish(Dispatch.inGuild("CHANNEL_CREATE", guild, Intents.GUILDS, channel::write));
    return channel;
  }

  /// Changes a channel of a guild: CHANNEL_UPDATE, and THREAD_LIST_SYNC to a bot that can now view
  /// it.
  public Channel update(Guild guild, Channel channel, Consumer<Channel> change) {
    var sight = Sight.of(world, guild, guild.bots(), List.of(channel));
    change.accept(channel);
    world.publish(Dispatch.inGuild("CHANNEL_UPDATE", guild, Intents.GUILDS, channel::write));
    sight.tellGained();
    return channel;
  }

  /// Deletes a channel of a guild with its threads, webhooks and invites; channels of a category
  /// lose it but remain: CHANNEL_DELETE, THREAD_DELETE, CHANNEL_UPDATE.
  public void delete(Guild guild, Channel channel) {
    if (!guild.channels().contains(channel.id())) {
      return;
    }
    for (var thread : guild.threads().list()) {
      if (thread.parentId() == channel.id()) {
        world.threads().delete(guild, thread);
      }
    }
    guild.channels().remove(channel.id());
    forget(channel);
    world.webhooks().forgetIn(channel);
    world.invites().forgetIn(channel);
    world.publish(Dispatch.inGuild("CHANNEL_DELETE", guild, Intents.GUILDS, channel::write));
    for (var child : guild.channels().list()) {
      if (child.parentId() == channel.id()) {
        update(guild, child, orphan -> orphan.parentId(0));
      }
    }
  }

  /// The DM between a bot and a user, which is created if there is none yet. Bots learn of it only
  /// by its first message.
  public Channel direct(Bot bot, User user) {
    for (var channel : bot.directMessages()) {
      if (channel.recipient() == user) {
        return channel;
      }
    }
    var channel = Channel.direct(world.newId(), bot, user);
    bot.directMessages().add(channel);
    all.add(channel);
    return channel;
  }

  /// Sets the status of a voice channel: VOICE_CHANNEL_STATUS_UPDATE.
  ///
  /// @param status null for none
  public void voiceStatus(Guild guild, Channel channel, @Nullable String status) {
    channel.voiceStatus(status);
    world.publish(
        Dispatch.inGuild(
            "VOICE_CHANNEL_STATUS_UPDATE",
            guild,
            Intents.GUILDS,
            json -> {
              json.writeStartObject();
              Json.id(json, "id", channel.id());
              Json.id(json, "guild_id", guild.id());
              json.writeStringField("status", status);
              json.writeEndObject();
            }));
  }

  /// A user is typing: TYPING_START.
  public void typing(Channel channel, User user) {
    long seconds = world.now() / 1000;
    world.publish(
        Dispatch.inChannel(
            "TYPING_START",
            channel,
            Intents.GUILD_MESSAGE_TYPING,
            Intents.DIRECT_MESSAGE_TYPING,
            json -> {
              json.writeStartObject();
              Json.id(json, "channel_id", channel.id());
              Json.id(json, "user_id", user.id());
              json.writeNumberField("timestamp", seconds);
              var guild = channel.guild();
              var member = guild == null ? null : guild.members().get(user.id());
              if (member != null) {
                Json.id(json, "guild_id", channel.guildId());
                json.writeFieldName("member");
                member.write(json);
              }
              json.writeEndObject();
            }));
  }
}
