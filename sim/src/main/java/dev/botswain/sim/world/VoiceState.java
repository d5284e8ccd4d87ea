package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// A member in a voice channel (Voice resource, "Voice State Object").
///
/// @param id the user's
/// @param channelId 0 when the member has left
/// @param suppress in the audience of a stage
public record VoiceState(
    long id, long channelId, String sessionId, boolean selfMute, boolean selfDeaf, boolean suppress)
    implements Entity {
  /// Writes the fields common to the event and to the list in GUILD_CREATE.
  void fields(JsonGenerator json) throws IOException {
    Json.nullableId(json, "channel_id", channelId);
    Json.id(json, "user_id", id);
    json.writeStringField("session_id", sessionId);
    json.writeBooleanField("deaf", false);
    json.writeBooleanField("mute", false);
    json.writeBooleanField("self_deaf", selfDeaf);
    json.writeBooleanField("self_mute", selfMute);
    json.writeBooleanField("self_video", false);
    json.writeBooleanField("suppress", suppress);
    json.writeNullField("request_to_speak_timestamp");
  }
}
