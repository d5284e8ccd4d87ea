package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// What a channel changes for one role or one member (Channel resource, "Overwrite Object").
///
/// @param id the role's or the user's
/// @param member true for a member, false for a role
public record PermissionOverwrite(long id, boolean member, long allow, long deny) {
  /// For a role; the role with the guild's own id is @everyone.
  public static PermissionOverwrite role(long id, long allow, long deny) {
    return new PermissionOverwrite(id, false, allow, deny);
  }

  /// For a member.
  public static PermissionOverwrite member(long id, long allow, long deny) {
    return new PermissionOverwrite(id, true, allow, deny);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    Json.id(json, "id", id);
    json.writeNumberField("type", member ? 1 : 0);
    json.writeStringField("allow", Long.toString(allow));
    json.writeStringField("deny", Long.toString(deny));
    json.writeEndObject();
  }
}
