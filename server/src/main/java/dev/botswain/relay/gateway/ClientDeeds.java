package dev.botswain.relay.gateway;

import dev.botswain.bot.Bot;
import dev.botswain.discord.protocol.Opcode;

/// What a client does as its bot, as far as its session may.
///
/// @param tooMuch called, on any thread, if something cannot be held for Discord: it is not dropped
///   silently
record ClientDeeds(ClientStream client, Runnable tooMuch) {

  /// Shows the bot with a presence.
  void appear(String presence) {
    if (client.filter().rights().mayAct()) {
      client.owner().bot().presence(presence);
    }
  }

  /// Passes a command on to Discord.
  void pass(ClientCommand.Pass pass) {
    ClientFilter filter = client.filter();
    if (pass.op() == Opcode.VOICE_STATE_UPDATE && !filter.rights().mayAct()) {
      return;
    }
    Bot bot = client.owner().bot();
    for (ClientCommand.PassedOn passed : pass.guilds()) {
      if (filter.hearsGuild(passed.guildId()) && bot.guild(passed.guildId()) != null) {
        bot.send(passed.guildId(), pass.op(), passed.data())
            .onSuccess(taken -> {
              if (!taken) {
                tooMuch.run();
              }
            });
      }
    }
  }
}
