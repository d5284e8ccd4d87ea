package dev.botswain.cluster;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/// Where each bot lives, as of the last beat. Answers from memory, on any thread.
public interface Directory {

  /// Where a bot lives.
  Place find(long bot);

  /// The same once it is not [Place.Between]; after a while, even so. It never fails.
  Future<Place> settled(long bot, Duration atMost);

  /// Where a bot should live that lives nowhere yet: here, or at another node.
  Place home(long bot);

  /// The other nodes that are alive.
  List<Peer> peers();

  /// Takes a bot for this node, at a login.
  ///
  /// @return whose it is now: [Place.Here], or [Place.There] if another node owns it. Fails with
  ///   [dev.botswain.store.StoreFailedException]
  Future<Place> take(long bot);

  /// Another node has said that a bot does not live there: asks the store anew.
  Future<Void> refresh();

  /// Whether this node may act for its bots: send requests to Discord, deliver webhooks, connect.
  /// An open connection to Discord's gateway may stay open without.
  boolean isLeased();
}
