package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.sim.world.AllowedMentions;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.Permissions;
import java.time.OffsetDateTime;

/// The polls of messages, without votes in the sim ([Poll
/// Resource](https://discord.com/developers/docs/resources/poll)).
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
    poll(message(call));
    Form query = call.query();
    query.snowflake("after");
    query.number("limit", 1, 100, 25);
    query.check();
    return Answer.ok(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("users");
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  /// Sends the result message of a poll that has ended, by its author, who is mentioned.
  private static void tellResult(Call call, Message message, ObjectNode poll) {
    ObjectNode embed = JsonNodeFactory.instance.objectNode().put("type", "poll_result");
    ArrayNode fields = embed.putArray("fields");
    field(fields, "poll_question_text", poll.path("question").path("text").asText());
    field(fields, "victor_answer_votes", "0");
    field(fields, "total_votes", "0");
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
