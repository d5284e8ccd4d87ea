package dev.botswain.sim.world;

/// The votes of users in the polls of messages (Poll resource). Bots cannot vote.
public final class Polls {
  private final World world;

  Polls(World world) {
    this.world = world;
  }

  /// Votes for an answer: MESSAGE_POLL_VOTE_ADD. In a poll with one answer for each user it takes
  /// back the user's vote for another. Returns false if the user had voted so already.
  public boolean vote(Message message, User user, int answer, boolean several) {
    if (message.voters(answer).contains(user.id())) {
      return false;
    }
    if (!several) {
      for (int other : message.votes().keySet().stream().toList()) {
        unvote(message, user, other);
      }
    }
    message.voters(answer).add(user);
    publish("MESSAGE_POLL_VOTE_ADD", message, user, answer);
    return true;
  }

  /// Takes a vote back: MESSAGE_POLL_VOTE_REMOVE. Returns false if there was none.
  public boolean unvote(Message message, User user, int answer) {
    if (message.voters(answer).remove(user.id()) == null) {
      return false;
    }
    publish("MESSAGE_POLL_VOTE_REMOVE", message, user, answer);
    return true;
  }

  private void publish(String type, Message message, User user, int answer) {
    var channel = message.channel();
    world.publish(
        Dispatch.inChannel(
            type,
            channel,
            Intents.GUILD_MESSAGE_POLLS,
            Intents.DIRECT_MESSAGE_POLLS,
            json -> {
              json.writeStartObject();
              Json.id(json, "user_id", user.id());
              Json.id(json, "channel_id", channel.id());
              Json.id(json, "message_id", message.id());
              if (channel.guild() != null) {
                Json.id(json, "guild_id", channel.guildId());
              }
              json.writeNumberField("answer_id", answer);
              json.writeEndObject();
            }));
  }
}
