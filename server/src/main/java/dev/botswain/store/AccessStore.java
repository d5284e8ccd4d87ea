package dev.botswain.store;

import io.vertx.core.Future;
import java.util.Optional;

/// Who may use the server, as far as the operator decides it at run time.
public interface AccessStore {

  /// The SHA-256 of the operator's key, in hex.
  Future<Optional<String>> operatorKey();
}
