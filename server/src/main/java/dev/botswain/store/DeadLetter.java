package dev.botswain.store;

import java.time.Instant;

/// An event that a webhook's receiver did not take.
///
/// @param event the event itself, which its bot's log may have forgotten
/// @param reason a sentence for a person
public record DeadLetter(String webhookId, StoredEvent event, Instant diedAt, String reason) {
  /// So many of a webhook are kept, the newest.
  public static final int MOST = 1_000;
}
