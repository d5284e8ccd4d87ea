package dev.botswain.console;

import dev.botswain.action.CdnUrl;
import dev.botswain.bot.Bot;
import dev.botswain.bot.BotCondition;
import dev.botswain.session.Session;
import dev.botswain.time.Timestamp;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// A browser's login as a bot.
record LoginView(
    String botId, String name, @Nullable String avatarUrl, String expiresAt, String status) {
  static LoginView of(Session session) {
    Bot bot = session.bot();
    return new LoginView(
        Long.toString(bot.id()),
        bot.user().username(),
        CdnUrl.avatar(bot.user().id(), bot.user().avatar()),
        Timestamp.of(session.expiresAt()),
        BotCondition.of(bot));
  }

  /// As another node has written it.
  static LoginView of(JsonObject json) {
    return new LoginView(
        json.getString("botId"),
        json.getString("name"),
        json.getString("avatarUrl"),
        json.getString("expiresAt"),
        json.getString("status"));
  }
}
