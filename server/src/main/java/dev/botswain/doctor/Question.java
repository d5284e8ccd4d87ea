package dev.botswain.doctor;

import dev.botswain.discord.rest.RestRequest;

/// What Discord is asked about a bot.
///
/// @param path below the API's base
record Question(String path) {
  /// <https://discord.com/developers/docs/resources/user#get-current-user>
  static final Question ME = new Question("/users/@me");

  /// <https://discord.com/developers/docs/resources/application#get-current-application>
  static final Question APPLICATION = new Question("/applications/@me");

  /// <https://discord.com/developers/docs/events/gateway#get-gateway-bot>
  static final Question GATEWAY = new Question("/gateway/bot");

  /// <https://discord.com/developers/docs/interactions/application-commands>
  static Question commands(long applicationId) {
    return new Question("/applications/" + applicationId + "/commands");
  }

  static Question commands(long applicationId, long guildId) {
    return new Question("/applications/%s/guilds/%s/commands".formatted(applicationId, guildId));
  }

  RestRequest request() {
    return RestRequest.get(path).repeatable(false);
  }
}
