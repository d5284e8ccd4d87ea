package dev.botswain.relay.gateway;

import dev.botswain.session.Grant;
import dev.botswain.session.Scope;

/// What a session may do on the gateway. It depends on nothing that changes: what a client has
/// missed is found by checking again.
record GatewayRights(Grant grant) {

  /// Whether it may use the gateway at all. A session for single channels may not: a guild is sent
  /// as a whole or not at all.
  boolean mayIdentify() {
    return grant.has(Scope.EVENTS) && grant.has(Scope.READ) && grant.channelIds().isEmpty();
  }

  /// Whether it may change the bot's presence and voice state.
  boolean mayAct() {
    return grant.has(Scope.BOT);
  }

  /// Whether it gets the events of a guild.
  ///
  /// @param guildId 0 for events of no guild
  boolean hears(long guildId) {
    return grant.isEverywhere() || guildId != 0 && grant.allowsGuild(guildId);
  }

  /// Whether it gets all events.
  boolean hearAll() {
    return grant.isEverywhere();
  }
}
