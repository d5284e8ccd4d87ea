package dev.botswain.store;

import io.vertx.core.Future;
import java.util.Optional;

/// What clients of the relay need to resume.
public interface ClientSessionStore {

  /// A client session, by its id.
  Future<Optional<StoredClientSession>> find(String id);
}
