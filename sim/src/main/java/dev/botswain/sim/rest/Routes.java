package dev.botswain.sim.rest;

import java.time.Clock;

/// All existing routes.
final class Routes {
  private Routes() {}

  static Router all(Clock clock, SessionStarts starts, Commands commands, Attachments files) {
    var router = new Router();
    new GatewayRoutes(starts).addTo(router);
    new ApplicationRoutes().addTo(router);
    new CommandRoutes(commands).addTo(router);
    new UserRoutes().addTo(router);
    new GuildRoutes().addTo(router);
    new GuildExtrasRoutes().addTo(router);
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
    new InviteRoutes().addTo(router);
    new EmojiRoutes().addTo(router);
    new ApplicationEmojiRoutes().addTo(router);
    new StickerRoutes().addTo(router);
    new ScheduledEventRoutes().addTo(router);
    new AuditLogRoutes().addTo(router);
    new VoiceStateRoutes().addTo(router);
    new VoiceStatusRoutes().addTo(router);
    new PollRoutes().addTo(router);
    new MessageSearchRoutes().addTo(router);
    new SoundboardRoutes().addTo(router);
    new InteractionRoutes(files).addTo(router);
    new WebhookRoutes().addTo(router);
    new WebhookTokenRoutes(files).addTo(router);
    return router;
  }
}
