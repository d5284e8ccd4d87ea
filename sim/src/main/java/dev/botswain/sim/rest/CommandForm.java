package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses an application command ([Application Command
/// Structure](https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-structure)).
final class CommandForm {
  private static final Pattern NAME =
      Pattern.compile("[-_'\\p{L}\\p{N}\\p{IsDevanagari}\\p{IsThai}]{1,32}");
  private static final int CHAT_INPUT = 1;
  private static final int SUB_COMMAND = 1;
  private static final int SUB_COMMAND_GROUP = 2;
  private static final int STRING = 3;
  private static final int INTEGER = 4;
  private static final int CHANNEL = 7;
  private static final int NUMBER = 10;
  private static final int LONGEST = 6_000;
  private static final long LARGEST = (1L << 53) - 1;
  private static final int MAX_CHARACTERS = 8_000;
  private static final int MAX = 25;

  private int characters;

  private CommandForm() {}

  /// The fields of a command, complete, without ids. Fields that the body omits have their default,
  /// or, when a command is edited, stay unchanged.
  ///
  /// @param old the command that is edited, or null
  static ObjectNode read(Form form, @Nullable ObjectNode old) {
    var reader = new CommandForm();
    ObjectNode command = old == null ? defaults(form) : old.deepCopy();
    int type = command.get("type").asInt();
    if (old == null) {
      form.require("name");
    }
    if (form.has("name")) {
      command.put("name", reader.name(form, type == CHAT_INPUT));
    }
    if (type == CHAT_INPUT) {
      if (old == null) {
        form.require("description");
      }
      if (form.has("description")) {
        command.put("description", reader.text(form, "description", 100));
      }
      if (form.has("options")) {
        command.set("options", reader.options(form, 0));
      }
    }
    for (String field :
        List.of(
            "name_localizations", "description_localizations", "contexts", "integration_types")) {
      JsonNode value = form.raw(field);
      if (value != null) {
        command.set(field, value);
      }
    }
    if (form.has("default_member_permissions")) {
      Long permissions = form.permissions("default_member_permissions");
      command.put(
          "default_member_permissions", permissions == null ? null : Long.toString(permissions));
    }
    Boolean direct = form.bool("dm_permission");
    if (direct != null) {
      command.put("dm_permission", direct);
    }
    Boolean nsfw = form.bool("nsfw");
    if (nsfw != null) {
      command.put("nsfw", nsfw);
    }
    if (reader.characters > MAX_CHARACTERS) {
      form.wrong("APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)");
    }
    return command;
  }

  private static ObjectNode defaults(Form form) {
    Integer type = form.choice("type", 1, 2, 3);
    ObjectNode command = JsonNodeFactory.instance.objectNode();
    command.put("type", type == null ? CHAT_INPUT : type);
    command.put("description", "");
    command.putNull("name_localizations");
    command.putNull("description_localizations");
    command.putNull("default_member_permissions");
    command.put("dm_permission", true);
    command.putNull("contexts");
    command.putArray("integration_types").add(0);
    command.put("nsfw", false);
    return command;
  }

  private @Nullable String name(Form form, boolean chatInput) {
    String name = text(form, "name", 32);
    if (name != null
        && chatInput
        && (!NAME.matcher(name).matches() || !name.equals(name.toLowerCase(Locale.ROOT)))) {
      form.wrong("name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
    }
    return name;
  }

  private @Nullable String text(Form form, String field, int max) {
    String text = form.text(field, 1, max);
    characters += text == null ? 0 : text.length();
    return text;
  }

  private ArrayNode options(Form form, int depth) {
    ArrayNode options = JsonNodeFactory.instance.arrayNode();
    var names = new HashSet<String>();
    boolean optionalBefore = false;
    boolean subCommands = false;
    boolean values = false;
    for (Form entry : form.objects("options", MAX)) {
      Long type = entry.require("type").number("type", 1, 11);
      ObjectNode option = options.addObject();
      option.put("type", type);
      String name = name(entry.require("name"), true);
      option.put("name", name);
      option.put("description", text(entry.require("description"), "description", 100));
      localizations(entry, option, "name_localizations", 32);
      localizations(entry, option, "description_localizations", 100);
      subCommands |= type != null && type <= SUB_COMMAND_GROUP;
      values |= type != null && type > SUB_COMMAND_GROUP;
      if (name != null && !names.add(name)) {
        entry.wrong(
            "name",
            "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
            "Option name already exists");
      }
      boolean required = entry.isTrue("required");
      if (required && optionalBefore) {
        entry.wrong(
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
            "Required options must be placed before non-required options");
      }
      optionalBefore |= !required;
      if (type != null && (type == SUB_COMMAND || type == SUB_COMMAND_GROUP)) {
        if (depth + (type == SUB_COMMAND ? 1 : 0) > (type == SUB_COMMAND ? 2 : 0)) {
          entry.wrong(
              "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command option is nested too deep");
        }
        option.set("options", options(entry, depth + 1));
      } else {
        readValues(entry, option, required);
      }
    }
    if (subCommands && values) {
      form.wrong(
          "options",
          "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
          "Sub-command and sub-command group option types are mutually exclusive to all other"
              + " types");
    }
    return options;
  }

  private void readValues(Form entry, ObjectNode option, boolean required) {
    if (required) {
      option.put("required", true);
    }
    checkLimits(entry, option.path("type").asInt());
    if (entry.hasValue("choices")) {
      ArrayNode choices = option.putArray("choices");
      for (Form choice : entry.objects("choices", MAX)) {
        ObjectNode made = choices.addObject();
        made.put("name", text(choice.require("name"), "name", 100));
        localizations(choice, made, "name_localizations", 100);
        JsonNode value = choice.require("value").raw("value");
        if (value != null) {
          characters += value.asText().length();
          checkChoice(choice, option.path("type").asInt(), value);
          made.set("value", value);
        }
      }
    }
    for (String field :
        List.of(
            "channel_types",
            "min_value",
            "max_value",
            "min_length",
            "max_length",
            "autocomplete",
            "file_types")) {
      JsonNode value = entry.raw(field);
      if (value != null) {
        option.set(field, value);
      }
    }
  }

  /// Texts by locale, with the length limit of the text that they translate.
  private static void localizations(Form form, ObjectNode into, String field, int max) {
    Form texts = form.object(field);
    if (texts != null) {
      texts.raw().fieldNames().forEachRemaining(locale -> texts.text(locale, 1, max));
      into.set(field, texts.raw());
    }
  }

  /// The allowed fields of an option depend on its type.
  private static void checkLimits(Form entry, int type) {
    boolean chosen = type == STRING || type == INTEGER || type == NUMBER;
    if (!chosen) {
      refuse(entry, "choices");
    }
    if (entry.isTrue("autocomplete") && (!chosen || entry.hasValue("choices"))) {
      entry.wrong(
          "autocomplete",
          "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
          "Autocomplete is for texts and numbers without choices");
    }
    if (type == STRING) {
      entry.number("min_length", 0, LONGEST);
      entry.number("max_length", 1, LONGEST);
    } else {
      refuse(entry, "min_length");
      refuse(entry, "max_length");
    }
    if (type != INTEGER && type != NUMBER) {
      refuse(entry, "min_value");
      refuse(entry, "max_value");
    }
    if (type != CHANNEL) {
      refuse(entry, "channel_types");
    }
  }

  private static void refuse(Form entry, String field) {
    JsonNode value = entry.raw(field);
    if (value != null && !(value.isArray() && value.isEmpty())) {
      entry.wrong(
          field,
          "APPLICATION_COMMAND_OPTIONS_FIELD_INVALID",
          "An option of this type has no " + field);
    }
  }

  private static void checkChoice(Form choice, int type, JsonNode value) {
    switch (type) {
      case STRING -> choice.text("value", 1, 100);
      case INTEGER -> choice.number("value", -LARGEST, LARGEST);
      default -> {
        if (!value.isNumber()) {
          choice.wrong("value", "NUMBER_TYPE_COERCE", "Value is not a number.");
        }
      }
    }
  }
}
