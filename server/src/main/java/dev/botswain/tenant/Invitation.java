package dev.botswain.tenant;

import dev.botswain.store.StoredInvitation;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What lets one bot in once, into a tenant's list.
///
/// @param hash the SHA-256 of its secret, in hex
/// @param tenant the name of the tenant
/// @param applicationId the only one that it is for; null for any
/// @param note what the operator wrote about it
/// @param use null until it is used
public record Invitation(
    String hash,
    String tenant,
    @Nullable Long applicationId,
    String note,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Use use) {
  /// How long it is good if nothing else is said.
  public static final Duration USUAL = Duration.ofDays(7);

  private static final int ID_LENGTH = 12;

  /// @param botId whom it let in
  public record Use(long botId, Instant at) {}

  /// Names it, and does not allow its use.
  public String id() {
    return hash.substring(0, ID_LENGTH);
  }

  /// Whether it is too late to use it.
  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /// Whether it is for this bot, as far as is known.
  boolean isFor(long botId, long ownApplicationId) {
    return applicationId == null || applicationId == botId || applicationId == ownApplicationId;
  }

  static Invitation of(StoredInvitation stored) {
    Long usedBy = stored.usedBy();
    Instant usedAt = stored.usedAt();
    return new Invitation(
        stored.hash(),
        stored.tenant(),
        stored.applicationId(),
        stored.note(),
        stored.createdAt(),
        stored.expiresAt(),
        usedBy == null || usedAt == null ? null : new Use(usedBy, usedAt));
  }

  StoredInvitation stored() {
    return new StoredInvitation(
        hash,
        tenant,
        applicationId,
        note,
        createdAt,
        expiresAt,
        use == null ? null : use.botId(),
        use == null ? null : use.at());
  }

  Invitation used(Use by) {
    return new Invitation(hash, tenant, applicationId, note, createdAt, expiresAt, by);
  }
}
