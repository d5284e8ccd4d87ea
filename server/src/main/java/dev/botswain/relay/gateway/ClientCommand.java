package dev.botswain.relay.gateway;

import dev.botswain.discord.gateway.ShardId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client of the gateway can send.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events#send-events>.
sealed interface ClientCommand {
  /// Opcode 1.
  record Heartbeat() implements ClientCommand {}

  /// Opcode 2.
  ///
  /// @param shard null if the client did not mention shards
  /// @param largeThreshold a guild with more members comes without all of them
  /// @param presence the JSON of an opcode 3, or null
  record Identify(
      String token,
      int intents,
      @Nullable ShardId shard,
      int largeThreshold,
      @Nullable String presence)
      implements ClientCommand {
    @Override
    public String toString() {
      return "Identify[" + intents + ", " + shard + "]";
    }
  }

  /// Opcode 6.
  record Resume(String token, String sessionId, long seq) implements ClientCommand {
    @Override
    public String toString() {
      return "Resume[" + seq + "]";
    }
  }

  /// Opcode 3.
  ///
  /// @param presence its data in JSON
  record UpdatePresence(String presence) implements ClientCommand {}

  /// Opcode 8.
  ///
  /// @param query null if ids were given
  /// @param limit 0 for no limit
  /// @param userIds empty if a query was given
  /// @param nonce null if there is none that Discord would accept
  record RequestMembers(
      long guildId,
      @Nullable String query,
      int limit,
      List<Long> userIds,
      boolean presences,
      @Nullable String nonce)
      implements ClientCommand {

    /// Whether it requests no one in particular, which needs the GUILD_MEMBERS intent.
    boolean isOfAll() {
      return query != null && query.isEmpty();
    }
  }

  /// What is passed on unchanged, once for each of some guilds: opcodes 4, 31 and 43.
  record Pass(int op, List<PassedOn> guilds) implements ClientCommand {}

  /// @param data the JSON for Discord
  record PassedOn(long guildId, String data) {}
}
