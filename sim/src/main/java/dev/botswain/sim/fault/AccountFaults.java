package dev.botswain.sim.fault;

import dev.botswain.sim.world.Application.EventWebhooks;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.BotToken;
import dev.botswain.sim.world.Intents;
import java.util.List;

/// The bot's token, and its application with its intents and commands.
final class AccountFaults {
  private static final int TOKEN_RESET = 4004;

  static final List<BotFault> ALL =
      List.of(
          BotFault.of(
              "token_reset",
              "The token was reset: REST 401, gateway 4004. Healed, the old one works again.",
              AccountFaults::resetToken),
          BotFault.of(
              "token_of_other_bot",
              "The token logs in another bot than its first part says.",
              "botId (any other)",
              AccountFaults::mistakeToken),
          intentOff("members_intent_off", "GUILD_MEMBERS", Intents.GUILD_MEMBERS),
          intentOff("presences_intent_off", "GUILD_PRESENCES", Intents.GUILD_PRESENCES),
          intentOff("message_content_off", "MESSAGE_CONTENT", Intents.MESSAGE_CONTENT),
          BotFault.of(
              "interactions_endpoint_set",
              "The application has an address for interactions, so none come through the gateway.",
              patient -> {
                var application = patient.bot().application();
                application.interactionsUrl("https://interactions.example/discord");
                return () -> application.interactionsUrl(null);
              }),
          BotFault.of(
              "event_webhooks_disabled",
              "The application's webhook events are disabled by Discord"
                  + " (`event_webhooks_status` 3).",
              patient -> {
                var application = patient.bot().application();
                application.eventWebhooks(
                    "https://events.example/discord", EventWebhooks.DISABLED_BY_DISCORD);
                return () -> application.eventWebhooks(null, EventWebhooks.DISABLED);
              }),
          BotFault.of(
              "code_grant_required",
              "The application has `bot_require_code_grant`, so that an invite link alone adds no"
                  + " bot.",
              patient -> {
                var application = patient.bot().application();
                application.needsCodeGrant(true);
                return () -> application.needsCodeGrant(false);
              }),
          BotFault.of(
              "verification_blocked",
              "The application's flags have VERIFICATION_PENDING_GUILD_LIMIT.",
              patient -> {
                var application = patient.bot().application();
                application.growsUnusually(true);
                return () -> application.growsUnusually(false);
              }),
          BotFault.of(
              "commands_none",
              "The application has no commands, global or in guilds.",
              patient -> patient.rest().commands().withdraw(patient.bot())),
          BotFault.of(
              "commands_duplicate",
              "The global commands are registered in a guild too, where users see both.",
              "guildId",
              patient ->
                  patient
                      .rest()
                      .commands()
                      .duplicate(patient.bot(), patient.guild(), patient.world()::newId)),
          BotFault.of(
              "commands_scope_missing",
              "The scope `applications.commands` is not authorized in a guild: 403 50001 for its"
                  + " commands.",
              "guildId",
              patient -> patient.rest().commands().unauthorize(patient.bot(), patient.guild())));

  private AccountFaults() {}

  private static Runnable resetToken(Patient patient) {
    Bot bot = patient.bot();
    var bots = patient.world().bots();
    String token = bot.token();
    String alias = bot.alias();
    bots.resetToken(bot, BotToken.of(bot.id(), Long.toString(patient.world().newId())));
    patient.gateway().close(bot, TOKEN_RESET);
    return () -> bots.restoreToken(bot, token, alias);
  }

  private static Runnable mistakeToken(Patient patient) {
    Bot bot = patient.bot();
    var bots = patient.world().bots();
    Long id = patient.options().id("botId");
    Bot other =
        bots.all().stream()
            .filter(one -> one != bot && (id == null || one.id() == id))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("There is no such other bot."));
    bots.mistake(bot, other);
    return () -> bots.restoreToken(bot, bot.token(), bot.alias());
  }

  private static BotFault intentOff(String name, String intent, int bit) {
    return BotFault.of(
        name,
        intent
            + " is switched off in the portal: its flag is gone and an IDENTIFY with it is closed"
            + " with 4014. Running sessions keep it, unless `reconnect` ends them.",
        "reconnect (false)",
        patient -> {
          Bot bot = patient.bot();
          var bots = patient.world().bots();
          boolean had = (bot.allowedIntents() & bit) != 0;
          bots.privileged(bot, bot.allowedIntents() & ~bit);
          if (Boolean.TRUE.equals(patient.options().bool("reconnect"))) {
            patient.gateway().invalidate(bot, false);
          }
          return () -> bots.privileged(bot, bot.allowedIntents() | (had ? bit : 0));
        });
  }
}
