package dev.botswain.store;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/// Sessions of callers, by the hash of their id. When they were used ([Change.UseSessions]) and
/// what their callers are done with ([Change.Acknowledge]) only ever changes one that is there.
public interface SessionStore {

  /// Those of some bots.
  Future<List<StoredSession>> of(Collection<Long> bots);
}
