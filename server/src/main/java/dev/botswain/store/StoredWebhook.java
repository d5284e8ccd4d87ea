package dev.botswain.store;

/// A webhook.
///
/// @param definition what it is, in JSON; holds secrets
/// @param cursor the id of the last event that is done with
public record StoredWebhook(String id, long botId, byte[] definition, long cursor) {
  @Override
  public String toString() {
    return "StoredWebhook[" + id + "]";
  }
}
