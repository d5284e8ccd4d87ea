package dev.botswain.sim.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.sim.world.AllowedMentions;
import dev.botswain.sim.world.Interaction;
import dev.botswain.sim.world.Json;
import dev.botswain.sim.world.Message;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The first answer to an interaction ([Create Interaction
/// Response](https://discord.com/developers/docs/interactions/receiving-and-responding#create-interaction-response)).
final class InteractionRoutes {
  private static final int MESSAGE = 4;
  private static final int DEFERRED_MESSAGE = 5;
  private static final int DEFERRED_UPDATE = 6;
  private static final int UPDATE = 7;
  private static final int CHOICES = 8;
  private static final int MODAL = 9;

  private final Attachments files;

  InteractionRoutes(Attachments files) {
    this.files = files;
  }

  void addTo(Router router) {
    router.open(
        HttpMethod.POST,
        "/interactions/{interaction_id}/{interaction_token}/callback",
        this::answer,
        Bucket.NONE);
  }

  private Answer answer(Call call) {
    Interaction interaction = interaction(call);
    Form form = call.form();
    int type = form.kind("type", choices(interaction));
    Form data = form.object("data");
    switch (type) {
      case MESSAGE -> reply(call, interaction, data);
      case DEFERRED_MESSAGE -> defer(call, interaction, data);
      case DEFERRED_UPDATE, UPDATE -> update(call, interaction, type, data);
      case CHOICES -> show(call, interaction, CHOICES, Choices.read(given(form, data)));
      case MODAL -> show(call, interaction, MODAL, Modals.read(given(form, data)));
      default -> throw ErrorCode.INVALID_FORM_BODY.refusal();
    }
    return call.query().isTrue("with_response")
        ? Answer.ok(json -> write(json, interaction))
        : Answer.NO_CONTENT;
  }

  private static Interaction interaction(Call call) {
    Interaction interaction = call.world().interactions().get(call.id("interaction_id"));
    if (interaction == null || !interaction.token().equals(call.value("interaction_token"))) {
      throw ErrorCode.UNKNOWN_INTERACTION.refusal();
    }
    if (interaction.answer() != null) {
      throw ErrorCode.ALREADY_ACKNOWLEDGED.refusal();
    }
    if (interaction.isLate(call.now())) {
      throw ErrorCode.UNKNOWN_INTERACTION.refusal();
    }
    return interaction;
  }

  /// The valid types of answers.
  private static int[] choices(Interaction interaction) {
    return switch (interaction.type()) {
      case Interaction.AUTOCOMPLETE -> new int[] {CHOICES};
      case Interaction.COMMAND -> new int[] {MESSAGE, DEFERRED_MESSAGE, MODAL};
      case Interaction.COMPONENT ->
          new int[] {MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL};
      default ->
          interaction.message() == null
              ? new int[] {MESSAGE, DEFERRED_MESSAGE}
              : new int[] {MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE};
    };
  }

  private static Form given(Form form, @Nullable Form data) {
    if (data == null) {
      form.require("data").check();
      throw ErrorCode.INVALID_FORM_BODY.refusal();
    }
    return data;
  }

  private void reply(Call call, Interaction interaction, @Nullable Form data) {
    if (data == null) {
      throw ErrorCode.EMPTY_MESSAGE.refusal();
    }
    var draft = new MessageDraft(call, interaction.channel(), files, data);
    Consumer<Message> content = draft.forAnswering();
    AllowedMentions allowed = draft.allowedMentions(AllowedMentions.USERS);
    call.world().interactions().reply(interaction, MESSAGE, allowed, content);
  }

  private static void defer(Call call, Interaction interaction, @Nullable Form data) {
    int flags = data == null ? 0 : data.number("flags", 0, Integer.MAX_VALUE, 0);
    if (data != null) {
      data.check();
    }
    call.world()
        .interactions()
        .reply(
            interaction,
            DEFERRED_MESSAGE,
            AllowedMentions.NONE,
            made -> made.flags(Message.LOADING | flags & Message.EPHEMERAL));
  }

  private void update(Call call, Interaction interaction, int type, @Nullable Form data) {
    Message message = interaction.message();
    if (message == null) {
      throw ErrorCode.UNKNOWN_MESSAGE.refusal();
    }
    if (type == DEFERRED_UPDATE || data == null) {
      call.world().interactions().update(interaction, type, message, null, null);
      return;
    }
    var draft = new MessageDraft(call, message.channel(), files, data);
    Consumer<Message> change = draft.forEditing(message);
    AllowedMentions allowed = draft.editedMentions(AllowedMentions.USERS);
    call.world().interactions().update(interaction, type, message, allowed, change);
  }

  private static void show(Call call, Interaction interaction, int type, String data) {
    call.world().interactions().show(interaction, type, data);
  }

  /// Writes the interaction callback response.
  private static void write(JsonGenerator json, Interaction interaction) throws IOException {
    Interaction.Answer answer = interaction.answer();
    Message message = answer == null ? null : answer.original();
    json.writeStartObject();
    json.writeObjectFieldStart("interaction");
    Json.id(json, "id", interaction.id());
    json.writeNumberField("type", interaction.type());
    Json.id(json, "channel_id", interaction.channel().id());
    if (interaction.channel().guild() != null) {
      Json.id(json, "guild_id", interaction.channel().guildId());
    }
    if (message != null) {
      Json.id(json, "response_message_id", message.id());
      json.writeBooleanField("response_message_loading", (message.flags() & Message.LOADING) != 0);
      json.writeBooleanField("response_message_ephemeral", message.isEphemeral());
    }
    json.writeEndObject();
    if (answer != null
        && message != null
        && (answer.type() == MESSAGE || answer.type() == UPDATE)) {
      json.writeObjectFieldStart("resource");
      json.writeNumberField("type", answer.type());
      json.writeFieldName("message");
      message.write(json, interaction.bot().overHttp());
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
