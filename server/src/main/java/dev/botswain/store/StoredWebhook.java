package dev.botswain.store;

import org.jspecify.annotations.Nullable;

/// A webhook.
///
/// @param owner the hash of the session that it belongs to and ends with; null if it is the bot's
/// @param definition what it is, in JSON; holds secrets
/// @param cursor the id of the last event that is done with
public record StoredWebhook(
    String id, long botId, @Nullable String owner, byte[] definition, long cursor) {
  @Override
  public String toString() {
    return "StoredWebhook[" + id + "]";
  }
}
