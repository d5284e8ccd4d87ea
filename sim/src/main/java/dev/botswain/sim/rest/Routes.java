package dev.botswain.sim.rest;

import java.time.Clock;

/// All routes there are.
final class Routes {
  private Routes() {}

  static Router all(Clock clock, SessionStarts starts, Attachments files) {
    var router = new Router();
    new GatewayRoutes(starts).addTo(router);
    new ApplicationRoutes().addTo(router);
    new CommandRoutes(clock).addTo(router);
    new UserRoutes().addTo(router);
    new GuildRoutes().addTo(router);
    new MemberRoutes().addTo(router);
    new BanRoutes().addTo(router);
    new RoleRoutes().addTo(router);
    new ChannelRoutes().addTo(router);
    new OverwriteRoutes().addTo(router);
    new ThreadRoutes().addTo(router);
    new ThreadStartRoutes(files).addTo(router);
    new ThreadMemberRoutes().addTo(router);
    new MessageRoutes().addTo(router);
    new SendingRoutes(new Nonces(clock), files).addTo(router);
    new ReactionRoutes().addTo(router);
    new PinRoutes().addTo(router);
    return router;
  }
}
