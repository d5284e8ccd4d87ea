package dev.botswain.bot;

import org.jspecify.annotations.Nullable;

/// The bot's own user, as `GET /users/@me` gives it.
///
/// @param avatar the hash of its avatar's picture, or null
public record BotUser(
    long id, String username, @Nullable String globalName, @Nullable String avatar)
    implements Entity {

  @SuppressWarnings("NullAway") // Jackson gives null where Discord leaves a field out.
  public BotUser {
    if (id == 0) {
      throw new IllegalArgumentException("a user has an id");
    }
    username = username == null ? "" : username;
  }
}
