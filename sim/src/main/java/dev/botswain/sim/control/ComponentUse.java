package dev.botswain.sim.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.botswain.sim.world.Interaction;
import dev.botswain.sim.world.Message;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A user presses a button or chooses from a select menu on a message of the bot, or submits a
/// modal.
final class ComponentUse {
  private static final JsonMapper JSON = new JsonMapper();

  private final Place place;
  private final Input input;

  ComponentUse(Place place, Input input) {
    this.place = place;
    this.input = input;
  }

  /// The use of the component with `customId`, on the message `messageId` or on the newest message
  /// that has it.
  Interaction.Act act() {
    String customId = input.requiredText("customId");
    Long messageId = input.id("messageId");
    Message message = messageId == null ? newestWith(customId) : message(messageId);
    JsonNode component = message == null ? null : find(components(message), customId);
    if (message == null || component == null) {
      throw Refused.unknown("No message of the bot there has a component " + customId + ".");
    }
    int type = component.path("type").asInt();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("custom_id", customId);
    data.put("component_type", type);
    data.set("id", component.path("id"));
    if (type != 2) {
      choose(data, type);
    }
    return new Interaction.Act(
        Interaction.COMPONENT, place.user(), place.channel(), "", data.toString(), message, null);
  }

  private void choose(ObjectNode data, int type) {
    var mentioned = new Mentioned(place);
    ArrayNode values = data.putArray("values");
    for (String value : input.list("values")) {
      values.add(value);
      switch (type) {
        case 5 -> mentioned.user(Input.id("values", value));
        case 6 -> mentioned.role(Input.id("values", value));
        case 7 -> mentioned.userOrRole(Input.id("values", value));
        case 8 -> mentioned.channel(Input.id("values", value));
        default -> {}
      }
    }
    if (!mentioned.isEmpty()) {
      data.putRawValue("resolved", new RawValue(mentioned.json()));
    }
  }

  private @Nullable Message message(long id) {
    Message kept = place.channel().messages().get(id);
    return kept == null ? place.world().interactions().ephemeral(place.channel(), id) : kept;
  }

  private @Nullable Message newestWith(String customId) {
    for (Message message : place.channel().messages().list().reversed()) {
      if (message.author() == place.bot().user() && find(components(message), customId) != null) {
        return message;
      }
    }
    return null;
  }

  private static JsonNode components(Message message) {
    String components = message.components();
    try {
      return components == null ? JsonNodeFactory.instance.arrayNode() : JSON.readTree(components);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The components of message " + message.id(), e);
    }
  }

  /// The component with the id, at any depth, or null.
  private static @Nullable JsonNode find(JsonNode node, String customId) {
    if (node.path("custom_id").asText().equals(customId)) {
      return node;
    }
    for (JsonNode child : node) {
      JsonNode found = find(child, customId);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// The modal that answered an interaction (`interactionId`), with the texts of `fields` by custom
  /// id. Each text is in the kind of component that contains it in the modal: a label, or the older
  /// action row.
  Interaction.Act submit() {
    Long id = input.id("interactionId");
    Interaction opener = id == null ? null : place.world().interactions().get(id);
    Interaction.Answer answer = opener == null ? null : opener.answer();
    String modal = answer == null ? null : answer.data();
    if (opener == null || modal == null || opener.bot() != place.bot()) {
      throw Refused.bad("interactionId must be of an interaction that was answered with a modal.");
    }
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    JsonNode shown = parse(modal);
    data.set("custom_id", shown.path("custom_id"));
    ArrayNode components = data.putArray("components");
    var fields = input.texts("fields");
    int number = 0;
    for (JsonNode row : shown.path("components")) {
      ObjectNode made = components.addObject();
      made.set("type", row.path("type"));
      made.put("id", ++number);
      JsonNode label = row.path("component");
      for (JsonNode inner : row.path("components")) {
        made.withArray("components").add(filled(inner, fields, ++number));
      }
      if (label.isObject()) {
        made.set("component", filled(label, fields, ++number));
      }
    }
    return new Interaction.Act(
        Interaction.MODAL_SUBMIT,
        place.user(),
        place.channel(),
        "",
        data.toString(),
        opener.message(),
        opener);
  }

  private static ObjectNode filled(JsonNode input, Map<String, String> fields, int number) {
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    made.set("type", input.path("type"));
    made.put("id", number);
    made.set("custom_id", input.path("custom_id"));
    made.put("value", fields.getOrDefault(input.path("custom_id").asText(), ""));
    return made;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A modal that is no JSON", e);
    }
  }
}
