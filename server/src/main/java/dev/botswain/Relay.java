package dev.botswain;

import dev.botswain.audit.Audit;
import dev.botswain.bot.OpenInteractions;
import dev.botswain.config.Config;
import dev.botswain.discord.rest.DiscordRest;
import dev.botswain.http.HttpFront;
import dev.botswain.relay.OwnEvents;
import dev.botswain.relay.gateway.ClientSessions;
import dev.botswain.relay.gateway.GatewayRelay;
import dev.botswain.relay.rest.RestRelay;
import dev.botswain.session.Sessions;

/// The two Discord-compatible APIs. They share which events clients must get before an answer.
record Relay(RestRelay rest, GatewayRelay gateway) {

  static Relay of(
      Foundation on,
      DiscordRest discord,
      Sessions sessions,
      Audit audit,
      OpenInteractions interactions) {
    Config config = on.config();
    var ownEvents = new OwnEvents(on.vertx(), config.discord().ownEventWait());
    return new Relay(
        new RestRelay(sessions, discord, audit, on.clock(), config, ownEvents, interactions),
        new GatewayRelay(
            on.vertx(),
            sessions,
            new ClientSessions(on.store(), on.clock(), ownEvents),
            config.http(),
            on.metrics()));
  }

  HttpFront mountedOn(HttpFront http) {
    return http.mount(rest).mount(gateway);
  }
}
