package dev.botswain.store;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/// Webhooks with their positions in the logs, and the events that their receivers did not accept. A
/// dead letter and the position after it are written together, so that nothing is lost in between.
public interface WebhookStore {

  /// Those of the given bots.
  Future<List<StoredWebhook>> of(Collection<Long> bots);

  /// Dead letters of a webhook, by the id of their event.
  ///
  /// @param after the id to start after
  /// @param limit the most dead letters
  Future<List<DeadLetter>> deadLetters(String webhookId, long after, int limit);
}
