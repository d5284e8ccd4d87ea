package dev.botswain.store;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/// Webhooks with their places in the logs, and what their receivers did not take. A dead letter and
/// the place behind it are written together, so that nothing is lost between them.
public interface WebhookStore {

  /// Those of some bots.
  Future<List<StoredWebhook>> of(Collection<Long> bots);

  /// Dead letters of a webhook, by the id of their event.
  ///
  /// @param after the id behind which to begin
  /// @param limit how many at most
  Future<List<DeadLetter>> deadLetters(String webhookId, long after, int limit);
}
