package dev.botswain.bot;

import org.jspecify.annotations.Nullable;

/// The bot's own user, as `GET /users/@me` gives it.
///
/// @param avatar the hash of its avatar's picture, or null
/// @param bot whether it is a bot's; null where the server leaves it out
public record BotUser(
    long id,
    String username,
    @Nullable String globalName,
    @Nullable String avatar,
    @Nullable Boolean bot)
    implements Entity {

  @SuppressWarnings("NullAway") // Jackson gives null where Discord leaves a field out.
  public BotUser {
    if (id == 0) {
      throw new IllegalArgumentException("a user has an id");
    }
    username = username == null ? "" : username;
  }
}
