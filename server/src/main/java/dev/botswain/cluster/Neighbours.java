package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Ownership;
import java.util.Collection;

/// Tells other nodes what concerns them, so that they need not wait for their next beat.
public interface Neighbours {

  /// Bots were passed on to another node: it is told, if it can be reached
  /// ([Cluster#accept(Collection)] there). Never fails, never waits.
  void passed(Peer to, Collection<Ownership> bots);
}
