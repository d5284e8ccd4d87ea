package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// Whether a user is online, and their activities (Gateway Events, "Presence Update").
///
/// @param status `online`, `idle`, `dnd` or `offline`
/// @param activities a JSON array of activity objects
public record Presence(String status, String activities) {
  public static final Presence OFFLINE = new Presence("offline", "[]");
  public static final Presence ONLINE = new Presence("online", "[]");
  public static final Presence IDLE = new Presence("idle", "[]");
  public static final Presence DND = new Presence("dnd", "[]");

  /// True unless the user is offline or invisible.
  public boolean isVisible() {
    return !status.equals("offline");
  }

  /// Writes the presence of a user; in a chunk or a guild the guild's id is omitted.
  ///
  /// @param guildId 0 to omit it
  public void write(JsonGenerator json, User user, long guildId) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("user");
    Json.id(json, "id", user.id());
    json.writeEndObject();
    if (guildId != 0) {
      Json.id(json, "guild_id", guildId);
    }
    json.writeStringField("status", status);
    Json.raw(json, "activities", activities, "[]");
    json.writeObjectFieldStart("client_status");
    if (isVisible()) {
      json.writeStringField(user.bot() ? "web" : "desktop", status);
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
