package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.sim.world.AllowedMentions;
import dev.botswain.sim.world.ById;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.User;
import java.time.OffsetDateTime;
import java.util.List;

/// The polls of messages ([Poll Resource](https://discord.com/developers/docs/resources/poll)).
final class PollRoutes {
  private static final String POLL = "/channels/{channel_id}/polls/{message_id}";

  void addTo(Router router) {
    router.get(POLL + "/answers/{answer_id}", this::voters);
    router.post(POLL + "/expire", this::end);
  }

  private static Message message(Call call) {
    Channel channel = MessageRoutes.textChannel(call);
    call.rights(channel).need(Permissions.READ_MESSAGE_HISTORY);
    return call.message(channel);
  }

  private static ObjectNode poll(Message message) {
    String poll = message.poll();
    if (poll == null) {
      throw ErrorCode.NO_POLL.refusal();
    }
    return Bodies.object(poll);
  }

  private Answer voters(Call call) {
    Message message = message(call);
    poll(message);
    Form query = call.query();
    Long after = query.snowflake("after");
    int limit = query.number("limit", 1, 100, 25);
    query.check();
    ById<User> voters = message.votes().get((int) call.id("answer_id"));
    List<User> users = voters == null ? List.of() : voters.after(after == null ? 0 : after, limit);
    return Answer.ok(json -> {
      json.writeStartObject();
      json.writeFieldName("users");
      Answer.array(json, users, User::write);
      json.writeEndObject();
    });
  }

  /// Sends the result message of a poll that has ended, by its author, who is mentioned.
  private static void tellResult(Call call, Message message, ObjectNode poll) {
    ObjectNode embed = JsonNodeFactory.instance.objectNode().put("type", "poll_result");
    ArrayNode fields = embed.putArray("fields");
    field(fields, "poll_question_text", poll.path("question").path("text").asText());
    int most = 0;
    int total = 0;
    int victor = 0;
    for (var answer : message.votes().entrySet()) {
      int votes = answer.getValue().size();
      total += votes;
      if (votes > most) {
        victor = answer.getKey();
        most = votes;
      } else if (votes == most) {
        victor = 0; // Nobody wins a tie.
      }
    }
    field(fields, "victor_answer_votes", Integer.toString(most));
    field(fields, "total_votes", Integer.toString(total));
    for (JsonNode answer : poll.path("answers")) {
      if (victor != 0 && answer.path("answer_id").asInt() == victor) {
        field(fields, "victor_answer_id", Integer.toString(victor));
        field(fields, "victor_answer_text", answer.path("poll_media").path("text").asText());
      }
    }
    call.world()
        .messages()
        .send(
            message.channel(),
            message.author(),
            AllowedMentions.NONE,
            result ->
                result
                    .type(Message.POLL_RESULT)
                    .embeds("[" + embed + "]")
                    .reference(new Message.Reference(message.channel().id(), message.id())));
  }

  private static void field(ArrayNode fields, String name, String value) {
    fields.addObject().put("name", name).put("value", value).put("inline", false);
  }

  private Answer end(Call call) {
    Message message = message(call);
    ObjectNode poll = poll(message);
    if (message.author().id() != call.bot().id()) {
      throw ErrorCode.NOT_THE_AUTHOR.refusal();
    }
    long expiry = OffsetDateTime.parse(poll.path("expiry").asText()).toInstant().toEpochMilli();
    if (expiry <= call.now()) {
      throw ErrorCode.POLL_EXPIRED.refusal();
    }
    poll.put("expiry", Json.iso(call.now()));
    poll.withObject("results").put("is_finalized", true);
    call.world().messages().poll(message, poll.toString());
    tellResult(call, message, poll);
    return MessageRoutes.answer(call, message);
  }
}
