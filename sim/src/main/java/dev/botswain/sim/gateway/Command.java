package dev.botswain.sim.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client can send (Gateway Events, "Send Events").
sealed interface Command {
  /// Opcode 1.
  record Heartbeat() implements Command {}

  /// Opcode 2.
  ///
  /// @param shard null if the client did not mention shards
  /// @param presence an update-presence object, or null
  record Identify(
      String token,
      int intents,
      int largeThreshold,
      @Nullable Shard shard,
      @Nullable JsonNode presence)
      implements Command {}

  /// Opcode 6.
  record Resume(String token, String sessionId, long seq) implements Command {}

  /// Opcode 8.
  ///
  /// @param query null when `user_ids` were given
  /// @param userIds empty when a query was given
  /// @param nonce null if none, or if it is longer than 32 bytes
  record RequestMembers(
      long guildId,
      @Nullable String query,
      int limit,
      List<Long> userIds,
      boolean presences,
      @Nullable String nonce)
      implements Command {}

  /// Opcode 3.
  record UpdatePresence(JsonNode presence) implements Command {}

  /// Opcode 4.
  ///
  /// @param channelId 0 to leave
  record UpdateVoice(long guildId, long channelId, boolean selfMute, boolean selfDeaf)
      implements Command {}

  /// Opcode 31.
  record RequestSounds(List<Long> guildIds) implements Command {}

  /// Opcode 43.
  ///
  /// @param status whether the statuses of voice channels are requested
  record RequestChannelInfo(long guildId, boolean status) implements Command {}
}
