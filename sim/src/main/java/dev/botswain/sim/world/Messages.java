package dev.botswain.sim.world;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends, changes, deletes and pins messages.
public final class Messages {
  /// How many messages a channel keeps; another one drops the oldest.
  public static final int KEPT = 10_000;

  private final World world;

  Messages(World world) {
    this.world = world;
  }

  /// Sends a message: MESSAGE_CREATE. In a thread the author joins it, and an archived thread
  /// becomes active. An ephemeral message is sent to its author only, and the channel does not
  /// store it.
  ///
  /// @param allowed whom it may ping
  /// @param setup changes the message before it is sent
  public Message send(
      Channel channel, User author, AllowedMentions allowed, Consumer<Message> setup) {
    return send(new Message(world.newId(), channel, author), allowed, setup);
  }

  /// Sends the first message of a forum's thread, which has the thread's id: MESSAGE_CREATE.
  public Message sendFirst(
      Channel thread, User author, AllowedMentions allowed, Consumer<Message> setup) {
    return send(new Message(thread.id(), thread, author), allowed, setup);
  }

  private Message send(Message message, AllowedMentions allowed, Consumer<Message> setup) {
    var channel = message.channel();
    var author = message.author();
    setup.accept(message);
    Mentions.find(world, message, allowed);
    if (!message.isEphemeral()) {
      wake(channel, author);
      keep(channel, message);
    }
    world.publish(Dispatch.ofMessage("MESSAGE_CREATE", message));
    return message;
  }

  /// Sends plain text.
  public Message send(Channel channel, User author, String content) {
    return send(channel, author, AllowedMentions.ALL, message -> message.content(content));
  }

  /// Writes a system message about what a user did: MESSAGE_CREATE. It makes no user join a thread.
  ///
  /// @param about the user it mentions, or null
  public void tell(Channel channel, User by, int type, String content, @Nullable User about) {
    var message = new Message(world.newId(), channel, by).type(type).content(content);
    message.mentions(false, about == null ? List.of() : List.of(about), List.of());
    keep(channel, message);
    world.publish(Dispatch.ofMessage("MESSAGE_CREATE", message));
  }

  /// Sends the bots a message that no channel stores: for load, where messages need not be read
  /// again.
  public void pass(Channel channel, User author, String content) {
    var message = new Message(world.newId(), channel, author).content(content);
    world.publish(Dispatch.ofMessage("MESSAGE_CREATE", message));
  }

  /// Lets the files of ready-made messages be at an address, before anyone reads them.
  ///
  /// @param cdn without a trailing slash
  public void placeFiles(String cdn) {
    for (var guild : world.guilds().all()) {
      guild.channels().forEach(channel -> placeFiles(channel, cdn));
      guild.threads().forEach(thread -> placeFiles(thread, cdn));
    }
  }

  private static void placeFiles(Channel channel, String cdn) {
    for (var message : channel.messages()) {
      message
          .attachments(placed(message.attachments(), cdn))
          .embeds(placed(message.embeds(), cdn))
          .components(placed(message.components(), cdn));
    }
  }

  private static @Nullable String placed(@Nullable String text, String cdn) {
    return text == null ? null : text.replace(Demo.CDN, cdn);
  }

  void keep(Channel channel, Message message) {
    channel.messages().add(message);
    channel.lastMessageId(message.id());
    if (channel.messages().size() > KEPT) {
      channel.messages().remove(channel.messages().at(0).id());
    }
    var thread = channel.thread();
    if (thread != null) {
      message.position(thread.totalMessageSent());
      if (!message.isFirstOfThread()) {
        thread.sent();
      }
    }
  }

  private void wake(Channel channel, User author) {
    var guild = channel.guild();
    var thread = channel.thread();
    if (guild == null || thread == null) {
      return;
    }
    if (thread.archived()) {
      world.threads().update(guild, channel, archived -> thread.archived(false, world.now()));
    }
    var member = guild.members().get(author.id());
    if (member != null) {
      world.threads().join(guild, channel, member);
    }
  }

  /// Changes the content: MESSAGE_UPDATE, with the time of the edit.
  ///
  /// @param allowed whom it may ping; null keeps the mentions
  public Message edit(
      Message message, @Nullable AllowedMentions allowed, Consumer<Message> change) {
    change.accept(message.nonce(null));
    message.editedAt(world.now());
    if (allowed != null) {
      Mentions.find(world, message, allowed);
    }
    world.publish(Dispatch.ofMessage("MESSAGE_UPDATE", message));
    return message;
  }

  /// Changes the flags of a message, which does not count as an edit: MESSAGE_UPDATE.
  public void flag(Message message, int flags) {
    message.flags(flags);
    world.publish(Dispatch.ofMessage("MESSAGE_UPDATE", message));
  }

  /// Replaces the poll of a message, which does not count as an edit: MESSAGE_UPDATE.
  ///
  /// @param poll JSON
  public void poll(Message message, String poll) {
    message.poll(poll);
    world.publish(Dispatch.ofMessage("MESSAGE_UPDATE", message));
  }

  /// Deletes a message: MESSAGE_DELETE.
  public void delete(Message message) {
    if (!drop(message)) {
      return;
    }
    var channel = message.channel();
    world.publish(
        Dispatch.inChannel(
            "MESSAGE_DELETE",
            channel,
            Intents.GUILD_MESSAGES,
            Intents.DIRECT_MESSAGES,
            json -> {
              json.writeStartObject();
              Json.id(json, "id", message.id());
              Json.id(json, "channel_id", channel.id());
              if (channel.guild() != null) {
                Json.id(json, "guild_id", channel.guildId());
              }
              json.writeEndObject();
            }));
  }

  /// Deletes messages of one channel at once: MESSAGE_DELETE_BULK.
  public void deleteBulk(Channel channel, Collection<Message> messages) {
    long[] ids = messages.stream().filter(this::drop).mapToLong(Message::id).toArray();
    if (ids.length == 0) {
      return;
    }
    world.publish(
        Dispatch.inChannel(
            "MESSAGE_DELETE_BULK",
            channel,
            Intents.GUILD_MESSAGES,
            Intents.DIRECT_MESSAGES,
            json -> {
              json.writeStartObject();
              Json.ids(json, "ids", ids);
              Json.id(json, "channel_id", channel.id());
              if (channel.guild() != null) {
                Json.id(json, "guild_id", channel.guildId());
              }
              json.writeEndObject();
            }));
  }

  private boolean drop(Message message) {
    var channel = message.channel();
    if (channel.messages().remove(message.id()) == null) {
      return false;
    }
    var thread = channel.thread();
    if (thread != null && !message.isFirstOfThread()) {
      thread.deleted();
    }
    return true;
  }

  /// Pins a message: MESSAGE_UPDATE, CHANNEL_PINS_UPDATE, and a system message about it.
  public void pin(Message message, User by) {
    if (message.pinnedAt() != 0) {
      return;
    }
    long now = world.now();
    message.pinnedAt(now);
    message.channel().lastPinAt(now);
    publishPins(message);
    send(
        message.channel(),
        by,
        AllowedMentions.NONE,
        notice ->
            notice
                .type(Message.CHANNEL_PINNED_MESSAGE)
                .reference(new Message.Reference(message.channel().id(), message.id())));
  }

  /// Unpins a message: MESSAGE_UPDATE, CHANNEL_PINS_UPDATE.
  public void unpin(Message message) {
    if (message.pinnedAt() != 0) {
      message.pinnedAt(0);
      publishPins(message);
    }
  }

  private void publishPins(Message message) {
    var channel = message.channel();
    world.publish(Dispatch.ofMessage("MESSAGE_UPDATE", message));
    world.publish(
        Dispatch.inChannel(
            "CHANNEL_PINS_UPDATE",
            channel,
            Intents.GUILDS,
            Intents.DIRECT_MESSAGES,
            json -> {
              json.writeStartObject();
              Json.id(json, "channel_id", channel.id());
              if (channel.guild() != null) {
                Json.id(json, "guild_id", channel.guildId());
              }
              Json.time(json, "last_pin_timestamp", channel.lastPinAt());
              json.writeEndObject();
            }));
  }
}
