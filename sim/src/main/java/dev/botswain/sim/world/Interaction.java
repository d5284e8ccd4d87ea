package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A user's use of a bot's command, component or modal (Receiving and Responding to Interactions,
/// "Interaction Object"), and the bot's answer. Change one only through [Interactions].
public final class Interaction implements Entity {
  public static final int COMMAND = 2;
  public static final int COMPONENT = 3;
  public static final int AUTOCOMPLETE = 4;
  public static final int MODAL_SUBMIT = 5;

  /// What a user did, and where.
  ///
  /// @param type one of the types above
  /// @param name of the command, empty for others
  /// @param data the JSON of the interaction data
  /// @param message that contains the component, or that led to the modal; null for a command
  /// @param opener the interaction that the modal answered, if this is a modal and that is known
  public record Act(
      int type,
      User user,
      Channel channel,
      String name,
      String data,
      @Nullable Message message,
      @Nullable Interaction opener) {}

  /// The bot's first answer.
  ///
  /// @param type of the callback
  /// @param at milliseconds since 1970
  /// @param original the message that `@original` stands for, or null
  /// @param data the JSON of a modal or of choices, or null
  public record Answer(int type, long at, @Nullable Message original, @Nullable String data) {}

  /// The types of commands: slash commands, and those in the menu of a user and of a message.
  static final int CHAT_INPUT = 1;

  static final int USER_MENU = 2;
  static final int MESSAGE_MENU = 3;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ATTACHMENT_LIMIT = 10 << 20;

  private final long id;
  private final String token;
  private final long createdAt;
  private final Bot bot;
  private final Act act;
  private final ById<Message> messages = new ById<>();
  private @Nullable Answer answer;

  Interaction(long id, String token, long createdAt, Bot bot, Act act) {
    this.id = id;
    this.token = token;
    this.createdAt = createdAt;
    this.bot = bot;
    this.act = act;
  }

  @Override
  public long id() {
    return id;
  }

  /// The secret for answers.
  public String token() {
    return token;
  }

  /// Milliseconds since 1970.
  public long createdAt() {
    return createdAt;
  }

  /// The bot that must answer.
  public Bot bot() {
    return bot;
  }

  public int type() {
    return act.type();
  }

  /// The JSON of the interaction data.
  public String data() {
    return act.data();
  }

  /// The type of the command; 1 if it is not a command.
  int commandType() {
    return tree().path("type").asInt(CHAT_INPUT);
  }

  /// The user or the message on which a menu command was used; 0 for others.
  long targetId() {
    return tree().path("target_id").asLong();
  }

  private JsonNode tree() {
    try {
      return JSON.readTree(act.data());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON: " + act.data(), e);
    }
  }

  /// The name of the command; empty for others.
  public String name() {
    return act.name();
  }

  public User user() {
    return act.user();
  }

  public Channel channel() {
    return act.channel();
  }

  /// The message that contains the component, or that led to the modal; null for a command.
  public @Nullable Message message() {
    return act.message();
  }

  /// The first answer, or null while there is none.
  public @Nullable Answer answer() {
    return answer;
  }

  void answer(Answer given) {
    this.answer = given;
  }

  /// The messages that its token can change: the answers so far.
  public ById<Message> messages() {
    return messages;
  }

  /// Whether it is too late for a first answer.
  public boolean isLate(long now) {
    return now > createdAt + Interactions.FIRST_ANSWER_MS;
  }

  /// Whether the token no longer works.
  public boolean isOver(long now) {
    return now > createdAt + Interactions.TOKEN_MS;
  }

  /// Writes the interaction as in INTERACTION_CREATE.
  ///
  /// @param now milliseconds since 1970
  void write(JsonGenerator json, Viewer viewer, long now) throws IOException {
    var channel = act.channel();
    json.writeStartObject();
    Json.id(json, "id", id);
    Json.id(json, "application_id", bot.applicationId());
    json.writeNumberField("type", act.type());
    json.writeStringField("token", token);
    json.writeNumberField("version", 1);
    Json.raw(json, "data", act.data(), "{}");
    Json.id(json, "channel_id", channel.id());
    json.writeFieldName("channel");
    channel.write(json);
    invoker(json, channel, now);
    json.writeStringField("locale", "en-US");
    json.writeStringField(
        "app_permissions",
        Long.toString(
            bot.overHttp().permissions(channel, now)
                | (channel.guild() == null ? Permissions.MENTION_EVERYONE : 0)));
    var message = act.message();
    if (message != null) {
      json.writeFieldName("message");
      message.write(json, viewer);
    }
    json.writeArrayFieldStart("entitlements");
    json.writeEndArray();
    owners(json);
    json.writeNumberField("context", channel.guild() == null ? 1 : 0);
    json.writeNumberField("attachment_size_limit", ATTACHMENT_LIMIT);
    json.writeEndObject();
  }

  /// A member in a guild, a user in a DM.
  private void invoker(JsonGenerator json, Channel channel, long now) throws IOException {
    var guild = channel.guild();
    var member = guild == null ? null : guild.members().get(act.user().id());
    if (guild == null || member == null) {
      json.writeFieldName("user");
      act.user().write(json);
      return;
    }
    Json.id(json, "guild_id", guild.id());
    json.writeObjectFieldStart("guild");
    Json.id(json, "id", guild.id());
    json.writeStringField("locale", "en-US");
    guild.features(json);
    json.writeEndObject();
    json.writeStringField("guild_locale", "en-US");
    json.writeFieldName("member");
    member.writeAllowed(json, Permissions.inChannel(channel, member, now));
  }

  private void owners(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("authorizing_integration_owners");
    Json.id(json, "0", act.channel().guildId());
    json.writeEndObject();
  }

  /// Writes the metadata in the answers (Message resource, "Message Interaction Metadata Object").
  ///
  /// @param originalId the first answer's id for a follow-up, otherwise 0
  void writeMetadata(JsonGenerator json, long originalId) throws IOException {
    json.writeStartObject();
    Json.id(json, "id", id);
    json.writeNumberField("type", act.type());
    json.writeFieldName("user");
    act.user().write(json);
    owners(json);
    if (originalId != 0) {
      Json.id(json, "original_response_message_id", originalId);
    }
    var message = act.message();
    if (act.type() == COMPONENT && message != null) {
      Json.id(json, "interacted_message_id", message.id());
    }
    if (act.type() == COMMAND) {
      target(json);
    }
    var opener = act.opener();
    if (opener != null) {
      json.writeFieldName("triggering_interaction_metadata");
      opener.writeMetadata(json, 0);
    }
    json.writeEndObject();
  }

  private void target(JsonGenerator json) throws IOException {
    long id = targetId();
    if (commandType() == MESSAGE_MENU) {
      Json.id(json, "target_message_id", id);
    } else if (commandType() == USER_MENU && act.channel().guild() instanceof Guild guild) {
      var member = guild.members().get(id);
      if (member != null) {
        json.writeFieldName("target_user");
        member.user().write(json);
      }
    }
  }
}
