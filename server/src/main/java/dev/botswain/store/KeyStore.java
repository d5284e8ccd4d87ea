package dev.botswain.store;

import io.vertx.core.Future;
import java.util.Optional;

/// Requests that must act only once. A request is stored before it acts and again with its answer,
/// so if it is found without one, its outcome is unknown.
public interface KeyStore {

  /// A request by its key.
  Future<Optional<StoredKey>> find(String key);
}
