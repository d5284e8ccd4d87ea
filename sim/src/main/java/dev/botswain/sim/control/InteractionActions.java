package dev.botswain.sim.control;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.sim.rest.Rest;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.Interaction;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Message;
import dev.botswain.sim.world.World;
import java.io.IOException;

/// Users use commands, components and modals, and the routes show how the bot answered.
final class InteractionActions {
  private final World world;
  private final Rest rest;

  InteractionActions(World world, Rest rest) {
    this.world = world;
    this.rest = rest;
  }

  void addTo(Control control) {
    control.post("/sim/bots/{botId}/interactions", this::create);
    control.get("/sim/interactions/{interactionId}", this::get);
  }

  private Done create(Request request) {
    long id = request.id("botId");
    Bot bot = world.bots().get(id);
    if (bot == null) {
      throw Refused.unknown("There is no bot " + id + ".");
    }
    Input input =
        request.input(
            "type",
            "name",
            "options",
            "targetId",
            "customId",
            "values",
            "messageId",
            "interactionId",
            "fields",
            "channelId",
            "userId");
    Place place = Place.of(world, bot, input);
    String type = input.requiredText("type");
    Interaction.Act act =
        switch (type) {
          case "command" -> new CommandUse(place, input, false).act(rest);
          case "autocomplete" -> new CommandUse(place, input, true).act(rest);
          case "button", "select" -> new ComponentUse(place, input).act();
          case "modal" -> new ComponentUse(place, input).submit();
          default ->
              throw Refused.bad(
                  "type must be one of command, autocomplete, button, select, modal, but is \""
                      + type
                      + "\".");
        };
    Interaction made = world.interactions().create(bot, act);
    return Done.created(json -> write(json, made));
  }

  private Done get(Request request) {
    long id = request.id("interactionId");
    Interaction interaction = world.interactions().get(id);
    if (interaction == null) {
      throw Refused.unknown("There is no interaction " + id + ".");
    }
    return Done.ok(json -> write(json, interaction));
  }

  private void write(JsonGenerator json, Interaction interaction) throws IOException {
    Interaction.Answer answer = interaction.answer();
    json.writeStartObject();
    Json.id(json, "id", interaction.id());
    Json.id(json, "botId", interaction.bot().id());
    json.writeNumberField("type", interaction.type());
    Json.id(json, "channelId", interaction.channel().id());
    Json.id(json, "userId", interaction.user().id());
    json.writeStringField("token", interaction.token());
    json.writeBooleanField(
        "over", answer == null ? interaction.isLate(world.now()) : interaction.isOver(world.now()));
    json.writeStringField("answer", answer == null ? null : kind(answer.type()));
    if (answer != null) {
      json.writeNumberField("answeredAfterMs", answer.at() - interaction.createdAt());
      Json.raw(json, "shown", answer.data(), "null");
    }
    json.writeArrayFieldStart("messages");
    for (Message message : interaction.messages()) {
      json.writeStartObject();
      Json.id(json, "id", message.id());
      json.writeStringField("content", message.content());
      json.writeBooleanField("ephemeral", message.isEphemeral());
      json.writeBooleanField("loading", (message.flags() & Message.LOADING) != 0);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String kind(int callbackType) {
    return switch (callbackType) {
      case 4 -> "message";
      case 5 -> "deferredMessage";
      case 6 -> "deferredUpdate";
      case 7 -> "update";
      case 8 -> "choices";
      case 9 -> "modal";
      default -> throw new IllegalStateException("A callback of type " + callbackType);
    };
  }
}
