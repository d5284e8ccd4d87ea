package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A member in a voice channel (Voice resource, "Voice State Object").
///
/// @param id the user's
/// @param channelId 0 when the member has left
/// @param suppress in the audience of a stage
/// @param requestedAt when the member asked to speak on a stage, in milliseconds since 1970; 0 if
///   not
public record VoiceState(
    long id,
    long channelId,
    String sessionId,
    boolean selfMute,
    boolean selfDeaf,
    boolean suppress,
    long requestedAt)
    implements Entity {
  /// The state of a member who has not asked to speak.
  public VoiceState(
      long id,
      long channelId,
      String sessionId,
      boolean selfMute,
      boolean selfDeaf,
      boolean suppress) {
    this(id, channelId, sessionId, selfMute, selfDeaf, suppress, 0);
  }

  /// The same in another channel; 0 to leave.
  public VoiceState movedTo(long channel) {
    return new VoiceState(id, channel, sessionId, selfMute, selfDeaf, suppress, requestedAt);
  }

  /// The same as a speaker or in the audience, and with or without a request to speak.
  public VoiceState onStage(boolean inAudience, long wishedAt) {
    return new VoiceState(id, channelId, sessionId, selfMute, selfDeaf, inAudience, wishedAt);
  }

  /// Writes the voice state object of a member.
  public void write(JsonGenerator json, Guild guild, Member member) throws IOException {
    json.writeStartObject();
    Json.id(json, "guild_id", guild.id());
    fields(json, member);
    json.writeFieldName("member");
    member.write(json);
    json.writeEndObject();
  }

  /// Writes the fields common to the event and to the list in GUILD_CREATE.
  void fields(JsonGenerator json, @Nullable Member member) throws IOException {
    Json.nullableId(json, "channel_id", channelId);
    Json.id(json, "user_id", id);
    json.writeStringField("session_id", sessionId);
    json.writeBooleanField("deaf", member != null && member.deaf());
    json.writeBooleanField("mute", member != null && member.mute());
    json.writeBooleanField("self_deaf", selfDeaf);
    json.writeBooleanField("self_mute", selfMute);
    json.writeBooleanField("self_stream", false);
    json.writeBooleanField("self_video", false);
    json.writeBooleanField("suppress", suppress);
    Json.time(json, "request_to_speak_timestamp", requestedAt);
  }
}
