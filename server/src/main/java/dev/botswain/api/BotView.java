package dev.botswain.api;

import dev.botswain.action.CdnUrl;
import dev.botswain.bot.BotUser;
import org.jspecify.annotations.Nullable;

/// A bot, as callers see it.
record BotView(String id, String username, @Nullable String avatar) {
  static BotView of(BotUser user) {
    String avatar = user.avatar() == null ? null : CdnUrl.avatar(user.id(), user.avatar());
    return new BotView(Long.toString(user.id()), user.username(), avatar);
  }
}
