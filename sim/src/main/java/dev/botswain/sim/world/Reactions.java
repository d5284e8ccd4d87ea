package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// Adds reactions to messages and removes them.
public final class Reactions {
  private final World world;

  Reactions(World world) {
    this.world = world;
  }

  /// Reacts: MESSAGE_REACTION_ADD. Returns false if the user had done so already.
  public boolean add(Message message, User user, Emoji emoji) {
    var reaction = message.reactionOrNew(emoji);
    if (reaction.users().contains(user.id())) {
      return false;
    }
    reaction.users().add(user);
    publish(
        "MESSAGE_REACTION_ADD",
        message,
        json -> {
          fieldsOfUser(json, user);
          var guild = message.channel().guild();
          var member = guild == null ? null : guild.members().get(user.id());
          if (member != null) {
            json.writeFieldName("member");
            member.write(json);
          }
          Json.id(json, "message_author_id", message.author().id());
          json.writeFieldName("emoji");
          reaction.emoji().write(json);
        });
    return true;
  }

  /// Removes a user's reaction: MESSAGE_REACTION_REMOVE. Returns false if there was none.
  public boolean remove(Message message, User user, Emoji emoji) {
    var reaction = message.reaction(emoji);
    if (reaction == null || reaction.users().remove(user.id()) == null) {
      return false;
    }
    if (reaction.users().isEmpty()) {
      message.removeReaction(reaction);
    }
    publish(
        "MESSAGE_REACTION_REMOVE",
        message,
        json -> {
          fieldsOfUser(json, user);
          json.writeFieldName("emoji");
          reaction.emoji().write(json);
        });
    return true;
  }

  /// Removes one emoji of all users: MESSAGE_REACTION_REMOVE_EMOJI. Returns false if there was
  /// none.
  public boolean removeEmoji(Message message, Emoji emoji) {
    var reaction = message.reaction(emoji);
    if (reaction == null) {
      return false;
    }
    message.removeReaction(reaction);
    publish(
        "MESSAGE_REACTION_REMOVE_EMOJI",
        message,
        json -> {
          json.writeFieldName("emoji");
          reaction.emoji().write(json);
        });
    return true;
  }

  /// Removes all reactions: MESSAGE_REACTION_REMOVE_ALL.
  public void clear(Message message) {
    message.clearReactions();
    publish("MESSAGE_REACTION_REMOVE_ALL", message, json -> {});
  }

  private static void fieldsOfUser(JsonGenerator json, User user) throws IOException {
    Json.id(json, "user_id", user.id());
    json.writeBooleanField("burst", false);
    json.writeNumberField("type", 0);
  }

  private void publish(String type, Message message, Json.Writer more) {
    var channel = message.channel();
    world.publish(
        Dispatch.inChannel(
            type,
            channel,
            Intents.GUILD_MESSAGE_REACTIONS,
            Intents.DIRECT_MESSAGE_REACTIONS,
            json -> {
              json.writeStartObject();
              Json.id(json, "channel_id", channel.id());
              Json.id(json, "message_id", message.id());
              if (channel.guild() != null) {
                Json.id(json, "guild_id", channel.guildId());
              }
              more.write(json);
              json.writeEndObject();
            }));
  }
}
