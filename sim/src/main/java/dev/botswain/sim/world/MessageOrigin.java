package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// The origin of a message that no user sent (Message resource, "Message Object").
public sealed interface MessageOrigin {
  /// Writes the fields of the message object about the origin.
  void fields(JsonGenerator json) throws IOException;

  /// A webhook that was executed.
  record OfWebhook(Webhook webhook) implements MessageOrigin {
    @Override
    public void fields(JsonGenerator json) throws IOException {
      Json.id(json, "webhook_id", webhook.id());
      Json.id(json, "application_id", webhook.creator().applicationId());
    }
  }

  /// An answer to an interaction.
  ///
  /// @param originalId the first answer's id, if this is a follow-up, otherwise 0
  record OfInteraction(Interaction interaction, long originalId) implements MessageOrigin {
    @Override
    public void fields(JsonGenerator json) throws IOException {
      Json.id(json, "webhook_id", interaction.bot().applicationId());
      Json.id(json, "application_id", interaction.bot().applicationId());
      json.writeFieldName("interaction_metadata");
      interaction.writeMetadata(json, originalId);
      if (interaction.type() == Interaction.COMMAND && originalId == 0) {
        json.writeObjectFieldStart("interaction");
        Json.id(json, "id", interaction.id());
        json.writeNumberField("type", interaction.type());
        json.writeStringField("name", interaction.name());
        json.writeFieldName("user");
        interaction.user().write(json);
        json.writeEndObject();
      }
    }
  }
}
