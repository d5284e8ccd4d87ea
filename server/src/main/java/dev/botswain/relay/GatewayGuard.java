package dev.botswain.relay;

import dev.botswain.session.Session;

/// What a session may hear of by the gateway.
@FunctionalInterface
public interface GatewayGuard {
  /// Every session may hear all that its bot hears.
  GatewayGuard ALL = (_, _, _) -> true;

  /// Asked on event loops for each event and each guild. The answer must be the same for as long as
  /// the session is there: what a client has missed is found by asking again.
  ///
  /// @param guildId 0 where an event is of no guild
  /// @param channelId 0 where an event is of no channel, and for a guild as such
  boolean hears(Session session, long guildId, long channelId);
}
