package dev.botswain.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.bot.Bot;
import dev.botswain.bot.BotInsight;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the checks look at.
///
/// @param known the bot, or null if it is not logged in here
/// @param holdings its sessions and webhooks
/// @param token what its token says of itself
/// @param replies what Discord said
/// @param guildCommands the questions about commands of guilds that were asked, by guild
record Examination(
    @Nullable Bot known,
    Holdings holdings,
    TokenText token,
    Replies replies,
    Map<Long, Question> guildCommands,
    Sources around) {

  Instant now() {
    return around.clock().instant();
  }

  /// The bot.
  ///
  /// @throws IllegalStateException if it is not logged in here
  Bot bot() {
    if (known == null) {
      throw new IllegalStateException("the bot is not logged in");
    }
    return known;
  }

  BotInsight insight() {
    return bot().insight();
  }

  /// The id of the application: as Discord says now, else as it is known here; 0 if it is unknown.
  long applicationId() {
    if (replies.to(Question.APPLICATION) instanceof Reply.Given(JsonNode json, _, _, _)) {
      return json.path("id").asLong();
    }
    return known != null
        ? known.events().applicationId()
        : token.botId() == null ? 0 : token.botId();
  }
}
