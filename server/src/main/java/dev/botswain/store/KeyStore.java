package dev.botswain.store;

import io.vertx.core.Future;
import java.util.Optional;

/// Requests that are to act once. One is put before it acts and again with its answer, so whoever
/// finds it without one does not know what became of it.
public interface KeyStore {

  /// A request by its key.
  Future<Optional<StoredKey>> find(String key);
}
