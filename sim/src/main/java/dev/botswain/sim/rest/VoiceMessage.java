package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/// What a message with the flag IS_VOICE_MESSAGE must be: one audio file with its length and its
/// waveform, and nothing else ([Voice
/// Messages](https://discord.com/developers/docs/resources/message#message-reference-object-voice-messages)).
final class VoiceMessage {
  static final int FLAG = 1 << 13;

  private VoiceMessage() {}

  /// @param more whether the message has anything besides its attachments
  /// @throws RequestRefused 50159 to 50161 if the message is not a valid voice message
  static void check(ArrayNode attachments, boolean more) {
    if (more) {
      throw ErrorCode.VOICE_MESSAGE_WITH_MORE.refusal();
    }
    JsonNode audio = attachments.path(0);
    if (attachments.size() != 1 || !audio.path("content_type").asText().startsWith("audio/")) {
      throw ErrorCode.VOICE_MESSAGE_NEEDS_AUDIO.refusal();
    }
    if (!audio.has("duration_secs") || !audio.has("waveform")) {
      throw ErrorCode.VOICE_MESSAGE_NEEDS_METADATA.refusal();
    }
  }
}
