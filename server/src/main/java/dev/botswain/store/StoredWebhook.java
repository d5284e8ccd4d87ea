package dev.botswain.store;

import org.jspecify.annotations.Nullable;

/// A webhook.
///
/// @param owner the hash of the session that it belongs to and ends with; null if it belongs to the
///   bot
/// @param definition its definition, in JSON; contains secrets
/// @param cursor the id of the last event that is done
public record StoredWebhook(
    String id, long botId, @Nullable String owner, byte[] definition, long cursor) {
  @Override
  public String toString() {
    return "StoredWebhook[" + id + "]";
  }
}
