package dev.botswain.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.action.MessageView.Author;
import dev.botswain.bot.OpenInteraction;
import dev.botswain.bot.OpenInteraction.State;
import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.time.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An interaction, as callers see it.
///
/// Source: <https://discord.com/developers/docs/interactions/receiving-and-responding>.
///
/// @param token `[REDACTED]` for a session that may not answer
/// @param reaction what was done last; null for nothing
/// @param answerInMs how long Discord waits for the first answer; null unless it waits
/// @param tokenInMs how long the token is good for
/// @param customId of the component or form; null for a command
/// @param values what was chosen in a menu, or null
/// @param fields what was written in a form, or null
record InteractionView(
    String id,
    String token,
    String type,
    String state,
    @Nullable String reaction,
    String createdAt,
    @Nullable Long answerInMs,
    long tokenInMs,
    @Nullable Used command,
    @Nullable String customId,
    @Nullable List<Value> values,
    @Nullable List<Field> fields,
    Author user,
    @Nullable String guildId,
    @Nullable String channelId,
    @Nullable String messageId) {
  private static final Map<Integer, String> TYPES =
      Map.of(2, "command", 3, "component", 4, "autocomplete", 5, "modal");
  private static final Map<Integer, String> COMMANDS =
      Map.of(1, "chat_input", 2, "user", 3, "message", 4, "entry_point");
  private static final Map<Integer, String> OPTIONS =
      Map.of(
          3,
          "string",
          4,
          "integer",
          5,
          "boolean",
          6,
          "user",
          7,
          "channel",
          8,
          "role",
          9,
          "mentionable",
          10,
          "number",
          11,
          "attachment");
  private static final String UNKNOWN = "unknown";
  private static final int GROUP = 2;

  /// A command in use.
  ///
  /// @param name with the names of the group and the command within it, as the user typed them
  /// @param target what a command of a user's or message's menu was used on, or null
  record Used(String id, String name, String type, List<Option> options, @Nullable Value target) {}

  /// @param shown the value, or the name of what it is the id of
  /// @param focused whether the user is typing it
  record Option(String name, String type, JsonNode value, String shown, boolean focused) {}

  /// @param shown the value, or the name of what it is the id of
  record Value(String value, String shown) {}

  record Field(String customId, List<Value> values) {}

  /// @param data of its event, as the session sees it
  static InteractionView of(OpenInteraction one, JsonNode data) {
    JsonNode what = data.path("data");
    JsonNode user = data.has("member") ? data.path("member").path("user") : data.path("user");
    var names = new Names(what.path("resolved"));
    boolean isCommand = what.hasNonNull("name");
    State state = one.state();
    var reaction = one.reaction();
    return new InteractionView(
        Long.toUnsignedString(one.id()),
        data.path("token").asText(),
        TYPES.getOrDefault(one.type(), UNKNOWN),
        state.label(),
        reaction == null ? null : reaction.label(),
        Timestamp.of(Instant.ofEpochMilli(Snowflake.millis(one.id()))),
        state == State.WAITING ? (Long) one.timeToAnswer().toMillis() : null,
        one.timeLeft().toMillis(),
        isCommand ? used(what, names) : null,
        text(what, "custom_id"),
        what.has("values") ? names.values(what.path("values")) : null,
        what.has("components") ? fields(what.path("components"), names) : null,
        Author.of(user),
        text(data, "guild_id"),
        text(data, "channel_id"),
        text(data.path("message"), "id"));
  }

  private static @Nullable String text(JsonNode in, String field) {
    return in.hasNonNull(field) ? in.path(field).asText() : null;
  }

  private static Used used(JsonNode what, Names names) {
    var name = new StringBuilder(what.path("name").asText());
    JsonNode options = what.path("options");
    while (options.size() == 1 && options.path(0).path("type").asInt() <= GROUP) {
      name.append(' ').append(options.path(0).path("name").asText());
      options = options.path(0).path("options");
    }
    String target = text(what, "target_id");
    return new Used(
        what.path("id").asText(),
        name.toString(),
        COMMANDS.getOrDefault(what.path("type").asInt(), UNKNOWN),
        options.valueStream().map(option -> option(option, names)).toList(),
        target == null ? null : names.value(target));
  }

  private static Option option(JsonNode option, Names names) {
    String type = OPTIONS.getOrDefault(option.path("type").asInt(), UNKNOWN);
    JsonNode value = option.path("value");
    return new Option(
        option.path("name").asText(),
        type,
        value,
        type.equals("string") ? value.asText() : names.value(value.asText()).shown(),
        option.path("focused").asBoolean());
  }

  /// Those of all rows and labels of a form.
  private static List<Field> fields(Iterable<JsonNode> components, Names names) {
    var fields = new ArrayList<Field>();
    for (JsonNode one : components) {
      if (one.hasNonNull("custom_id")) {
        String id = one.path("custom_id").asText();
        List<Value> values =
            one.has("values")
                ? names.values(one.path("values"))
                : List.of(new Value(one.path("value").asText(), one.path("value").asText()));
        fields.add(new Field(id, values));
      }
      fields.addAll(fields(one.path("components"), names));
      if (one.has("component")) {
        fields.addAll(fields(List.of(one.path("component")), names));
      }
    }
    return fields;
  }

  /// What an interaction mentions, by id.
  ///
  /// Source:
  /// <https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-resolved-data-structure>.
  private record Names(JsonNode resolved) {
    Value value(String value) {
      for (JsonNode kind : resolved) {
        JsonNode found = kind.path(value);
        for (String field : List.of("global_name", "username", "name", "filename", "content")) {
          if (found.hasNonNull(field)) {
            return new Value(value, found.path(field).asText());
          }
        }
      }
      return new Value(value, value);
    }

    List<Value> values(JsonNode values) {
      return values.valueStream().map(value -> value(value.asText())).toList();
    }
  }
}
