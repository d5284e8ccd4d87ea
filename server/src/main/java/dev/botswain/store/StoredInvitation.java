package dev.botswain.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An invitation.
///
/// @param hash the SHA-256 of its secret, in hex
/// @param tenant the name of the tenant
/// @param applicationId the only one that it is for; null for any
/// @param note what the operator wrote about it
/// @param usedBy the bot that has used it; null if none has
/// @param usedAt null if it is not used
public record StoredInvitation(
    String hash,
    String tenant,
    @Nullable Long applicationId,
    String note,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Long usedBy,
    @Nullable Instant usedAt) {
  /// The same, used.
  public StoredInvitation used(long botId, Instant at) {
    return new StoredInvitation(hash, tenant, applicationId, note, createdAt, expiresAt, botId, at);
  }
}
