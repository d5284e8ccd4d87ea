package dev.botswain.store;

/// A bot that is logged in.
///
/// @param token a secret
/// @param user its user, in JSON as Discord has it
/// @param applicationId that of its application, which of old bots is another; 0 if it is not known
/// @param wanted the intents that were wanted when it identified, as bits
/// @param intents those that it identified with, as bits
/// @param shards how many it has
/// @param gatewayUrl where it connects to identify
/// @param autoDefer whether interactions that nobody answers are deferred
public record StoredBot(
    long id,
    String token,
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
