package dev.botswain.store;

import java.time.Instant;

/// An event that a webhook's receiver did not accept.
///
/// @param event the event itself, which its bot's log may have deleted
/// @param reason a sentence for people
public record DeadLetter(String webhookId, StoredEvent event, Instant diedAt, String reason) {
  /// The most dead letters of a webhook that are kept, the newest.
  public static final int MOST = 1_000;
}
