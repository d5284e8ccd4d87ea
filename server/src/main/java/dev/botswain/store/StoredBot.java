package dev.botswain.store;

import dev.botswain.secret.Secret;

/// A logged-in bot.
///
/// @param token a secret
/// @param user its user, in Discord's JSON
/// @param applicationId the id of its application, which differs for old bots; 0 if it is unknown
/// @param wanted the intents that were wanted when it identified, as bits
/// @param intents those with which it identified, as bits
/// @param shards the number of its shards
/// @param gatewayUrl where it connects to identify
/// @param autoDefer whether interactions that are not answered in time are deferred
public record StoredBot(
    long id,
    Secret token,
    byte[] user,
    long applicationId,
    int wanted,
    int intents,
    int shards,
    String gatewayUrl,
    boolean autoDefer) {
  @Override
  public String toString() {
    return "StoredBot[" + id + "]";
  }
}
