package dev.botswain.bot;

import dev.botswain.guild.Entity;
import org.jspecify.annotations.Nullable;

/// The bot's own user, as `GET /users/@me` returns it.
///
/// @param avatar the hash of its avatar, or null
/// @param bot whether it is a bot; null if the server omits it
public record BotUser(
    long id,
    String username,
    @Nullable String globalName,
    @Nullable String avatar,
    @Nullable Boolean bot)
    implements Entity {

  @SuppressWarnings("NullAway") // Jackson passes null if Discord omits a field.
  public BotUser {
    if (id == 0) {
      throw new IllegalArgumentException("a user has an id");
    }
    username = username == null ? "" : username;
  }
}
