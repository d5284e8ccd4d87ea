package dev.botswain.audit;

import dev.botswain.store.StoredAuditRecord;
import org.jspecify.annotations.Nullable;

/// Who asks for something, and in which request.
///
/// @param owner whose share of the audit's space is used
/// @param session the fingerprint of the session, or null
/// @param tenant the tenant of the bot; empty for callers without a session
/// @param operator whether it is the operator
/// @param requestId as in the log and the answer
public record Actor(
    String owner,
    @Nullable String session,
    String tenant,
    boolean operator,
    String address,
    String requestId) {

  /// A caller with a session.
  public static Actor session(
      String owner, String fingerprint, String tenant, String address, String requestId) {
    return new Actor(owner, fingerprint, tenant, false, address, requestId);
  }

  /// A caller that is known only by an address.
  ///
  /// @param network the key of limits by address
  public static Actor stranger(String network, String address, String requestId) {
    return new Actor(
        StoredAuditRecord.Actor.OF_STRANGER + network, null, "", false, address, requestId);
  }

  /// The operator.
  public static Actor operator(String address, String requestId) {
    return new Actor("operator", null, "", true, address, requestId);
  }

  /// The stranger, once a login has given them a session.
  ///
  /// @param of whose share is used from now on
  public Actor loggedIn(String of, String fingerprint, String toTenant) {
    return new Actor(of, fingerprint, toTenant, operator, address, requestId);
  }

  StoredAuditRecord.Actor stored() {
    return new StoredAuditRecord.Actor(
        owner, session, tenant, operator, PlainText.of(address, PlainText.SHORT));
  }
}
