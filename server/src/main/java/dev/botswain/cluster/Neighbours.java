package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Ownership;
import io.vertx.core.Future;
import java.util.Collection;

/// Tells other nodes what concerns them, so that they need not wait for their next beat.
public interface Neighbours {

  /// Bots were passed on to another node: it is told, if it can be reached
  /// ([Cluster#accept(Collection)] there). Never waits.
  ///
  /// @return completes when they are up there, and fails within seconds if that is not known
  Future<Void> passed(Peer to, Collection<Ownership> bots);
}
