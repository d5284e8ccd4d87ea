package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Claim;
import io.vertx.core.Future;
import java.util.Collection;

/// The bots that live on this node, as the cluster sees them. It is called on the cluster's event
/// loop, which must not be blocked. A bot is not asked to leave before it is up; it may be dropped
/// at any moment, and then come back with a greater epoch.
public interface Residents {

  /// Brings bots up with all that belongs to them: their logs, sessions and webhooks are read from
  /// the store, and their gateway sessions are resumed. Paced: many may be passed at once.
  ///
  /// @return completes when all are up, or could not be brought up; never fails
  Future<Void> adopt(Collection<Claim> claims);

  /// Takes a bot down so that another node can continue it: closes its gateway connections
  /// resumably, ends the streams of its readers so that they come back, stops its webhooks between
  /// two events, and forgets it here.
  ///
  /// @return completes when nothing more will be written for it, and all that was is stored
  Future<Void> leave(Claim claim);

  /// This node does not own a bot any more, or its log must be read anew: takes it down at once,
  /// without writing anything.
  void drop(Claim claim);
}
