package dev.botswain.store;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/// Who may use the server, as far as the operator decides it at run time.
public interface AccessStore {

  /// The operator's key.
  Future<Optional<StoredOperatorKey>> operatorKey();

  /// All tenants.
  Future<List<StoredTenant>> tenants();

  /// Applications in the lists of tenants, by id.
  ///
  /// @param after the id to start after
  /// @param limit the most applications; fewer are returned only at the end
  Future<List<StoredApplication>> applications(long after, int limit);

  /// All invitations.
  Future<List<StoredInvitation>> invitations();
}
