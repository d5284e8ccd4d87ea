package dev.botswain.api;

import dev.botswain.bot.Bot;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;

/// Says what cannot work without a privileged intent, and where to switch the intent on.
final class MissingIntent {
  private MissingIntent() {}

  /// @param consequence what does not work
  static RequestRefusedException refusal(Bot bot, Intent intent, String consequence) {
    String page = "https://discord.com/developers/applications/" + bot.id() + "/bot";
    return ApiError.MISSING_INTENT
        .because(
            "%s without the privileged intent %s; switch it on at %s and log in again"
                .formatted(consequence, intent, page))
        .with("intent", intent.name())
        .with("enableAt", page);
  }
}
