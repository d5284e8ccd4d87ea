package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One action of a user in a guild (Audit Logs resource, "Audit Log Entry Object").
///
/// @param by the user who did it
/// @param targetId the id of its target, 0 for an invite, which has none
/// @param changes a JSON array of change objects, or null
/// @param options empty for most actions
public record AuditEntry(
    long id,
    AuditAction action,
    User by,
    long targetId,
    @Nullable String changes,
    Map<String, String> options,
    @Nullable String reason)
    implements Entity {
  /// Writes the entry.
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    fields(json);
    json.writeEndObject();
  }

  void fields(JsonGenerator json) throws IOException {
    Json.id(json, "id", id);
    json.writeNumberField("action_type", action.number());
    Json.id(json, "user_id", by.id());
    Json.nullableId(json, "target_id", targetId);
    if (changes != null) {
      Json.raw(json, "changes", changes, "[]");
    }
    if (!options.isEmpty()) {
      json.writeObjectFieldStart("options");
      for (var option : options.entrySet()) {
        json.writeStringField(option.getKey(), option.getValue());
      }
      json.writeEndObject();
    }
    if (reason != null) {
      json.writeStringField("reason", reason);
    }
  }
}
