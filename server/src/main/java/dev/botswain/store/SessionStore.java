package dev.botswain.store;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/// Sessions of callers, by the hash of their id. [Change.UseSessions] and [Change.Acknowledge] only
/// change existing sessions.
public interface SessionStore {

  /// Those of the given bots.
  Future<List<StoredSession>> of(Collection<Long> bots);
}
