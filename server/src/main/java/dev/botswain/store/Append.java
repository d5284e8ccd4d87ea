package dev.botswain.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event, and what is stored in the same transaction.
///
/// @param upTo the resume point of the gateway session after this event; null if the event did not
///   come from Discord
/// @param changes what it changes about guilds
/// @param epoch of the claim by which its node owns the bot ([NodeStore.Claim]); 0 where a store
///   has only one node
public record Append(
    StoredEvent event, @Nullable StoredResumePoint upTo, List<GuildChange> changes, long epoch) {

  /// For a store that has only one node.
  public Append(StoredEvent event, @Nullable StoredResumePoint upTo, List<GuildChange> changes) {
    this(event, upTo, changes, 0);
  }
}
