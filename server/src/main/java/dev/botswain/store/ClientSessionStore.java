package dev.botswain.store;

import io.vertx.core.Future;
import java.util.Optional;

/// What clients of the relay go on with when they come back.
public interface ClientSessionStore {

  /// A client's, by its id.
  Future<Optional<StoredClientSession>> find(String id);
}
