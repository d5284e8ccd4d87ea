package dev.botswain.relay.gateway;

import dev.botswain.session.Grant;
import dev.botswain.session.Scope;

/// What a session may do on the gateway. It depends on nothing that changes: what a client has
/// missed is found by asking again.
record GatewayRights(Grant grant) {

  /// Whether it may use the gateway at all. One that is good for single channels may not: a guild
  /// comes as a whole or not at all.
  boolean mayIdentify() {
    return grant.has(Scope.EVENTS) && grant.has(Scope.READ) && grant.channelIds().isEmpty();
  }

  /// Whether it may change how the bot appears, and where it speaks.
  boolean mayAct() {
    return grant.has(Scope.BOT);
  }

  /// Whether it hears of a guild and what happens there.
  ///
  /// @param guildId 0 for what is of no guild
  boolean hears(long guildId) {
    return grant.isEverywhere() || guildId != 0 && grant.allowsGuild(guildId);
  }

  /// Whether it hears of everything.
  boolean hearAll() {
    return grant.isEverywhere();
  }
}
