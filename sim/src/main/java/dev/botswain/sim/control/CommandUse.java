package dev.botswain.sim.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.botswain.sim.rest.Rest;
import dev.botswain.sim.world.Interaction;
import dev.botswain.sim.world.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user runs a command that the bot has registered, or is typing one. Subcommands follow in the
/// name after a space: `sail fast`.
final class CommandUse {
  private static final int CHAT_INPUT = 1;
  private static final int USER = 2;
  private static final int MESSAGE = 3;

  private final Place place;
  private final Input input;
  private final boolean typing;
  private final Mentioned mentioned;

  /// @param typing whether this requests suggestions, so that options may still be missing
  CommandUse(Place place, Input input, boolean typing) {
    this.place = place;
    this.input = input;
    this.typing = typing;
    this.mentioned = new Mentioned(place);
  }

  Interaction.Act act(Rest rest) {
    String name = input.requiredText("name");
    Long target = input.id("targetId");
    ObjectNode command = target == null ? null : command(rest, USER, name);
    if (target != null && command == null) {
      command = command(rest, MESSAGE, name);
    }
    List<String> path = command == null ? List.of(name.split(" ")) : List.of(name);
    if (command == null) {
      command = command(rest, CHAT_INPUT, path.getFirst());
    }
    if (command == null) {
      throw Refused.unknown("The bot has registered no command " + name + ".");
    }
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.set("id", command.get("id"));
    data.set("name", command.get("name"));
    data.set("type", command.get("type"));
    if (command.hasNonNull("guild_id")) {
      data.set("guild_id", command.get("guild_id"));
    }
    if (target != null) {
      data.put("target_id", Long.toString(target));
      mention(command.get("type").asInt(), target);
    }
    ArrayNode options = options(command, path.subList(1, path.size()));
    if (!options.isEmpty()) {
      data.set("options", options);
    }
    if (!mentioned.isEmpty()) {
      data.putRawValue("resolved", new RawValue(mentioned.json()));
    }
    return new Interaction.Act(
        typing ? Interaction.AUTOCOMPLETE : Interaction.COMMAND,
        place.user(),
        place.channel(),
        name,
        data.toString(),
        null,
        null);
  }

  private @Nullable ObjectNode command(Rest rest, int type, String name) {
    return rest.command(place.bot(), place.guild(), type, name);
  }

  private void mention(int type, long target) {
    switch (type) {
      case USER -> mentioned.user(target);
      case MESSAGE -> {
        Message message = place.channel().messages().get(target);
        if (message == null) {
          throw Refused.bad("targetId: there is no message " + target + " in the channel.");
        }
        mentioned.message(message);
      }
      default -> throw Refused.bad("targetId is for user and message commands.");
    }
  }

  /// The options at `path`, nested inside those on the way.
  private ArrayNode options(JsonNode definition, List<String> path) {
    ArrayNode options = JsonNodeFactory.instance.arrayNode();
    if (path.isEmpty()) {
      read(definition, options);
      return options;
    }
    JsonNode sub = named(definition, path.getFirst());
    if (sub == null || sub.path("type").asInt() > 2) {
      throw Refused.bad("name: there is no subcommand " + path.getFirst() + ".");
    }
    ObjectNode inner = options.addObject();
    inner.set("name", sub.get("name"));
    inner.set("type", sub.get("type"));
    inner.set("options", options(sub, path.subList(1, path.size())));
    return options;
  }

  private static @Nullable JsonNode named(JsonNode definition, String name) {
    for (JsonNode option : definition.path("options")) {
      if (option.path("name").asText().equals(name)) {
        return option;
      }
    }
    return null;
  }

  private void read(JsonNode definition, ArrayNode options) {
    for (JsonNode given : input.objects("options")) {
      String name = given.path("name").asText();
      JsonNode option = named(definition, name);
      if (option == null || option.path("type").asInt() <= 2) {
        throw Refused.bad("options: the command has no option " + name + ".");
      }
      ObjectNode made = options.addObject();
      made.put("name", name);
      made.set("type", option.get("type"));
      made.set("value", value(option, given.path("value")));
      if (given.path("focused").asBoolean()) {
        made.put("focused", true);
      }
    }
    for (JsonNode option : definition.path("options")) {
      if (!typing && option.path("required").asBoolean() && !has(options, option)) {
        throw Refused.bad("options: " + option.path("name").asText() + " is missing.");
      }
    }
  }

  private static boolean has(ArrayNode options, JsonNode wanted) {
    for (JsonNode option : options) {
      if (option.get("name").equals(wanted.get("name"))) {
        return true;
      }
    }
    return false;
  }

  private JsonNode value(JsonNode option, JsonNode value) {
    boolean fits =
        switch (option.path("type").asInt()) {
          case 4 -> value.isIntegralNumber();
          case 5 -> value.isBoolean();
          case 10 -> value.isNumber();
          default -> value.isTextual();
        };
    String name = option.path("name").asText();
    if (!fits && !(typing && value.isTextual())) {
      throw Refused.bad("options: the value of " + name + " does not fit its type.");
    }
    switch (option.path("type").asInt()) {
      case 6 -> mentioned.user(Input.id(name, value.asText()));
      case 7 -> mentioned.channel(Input.id(name, value.asText()));
      case 8 -> mentioned.role(Input.id(name, value.asText()));
      case 9 -> mentioned.userOrRole(Input.id(name, value.asText()));
      case 11 -> throw Refused.bad("options: attachments are not simulated.");
      default -> {}
    }
    return value;
  }
}
