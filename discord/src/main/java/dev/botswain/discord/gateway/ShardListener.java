package dev.botswain.discord.gateway;

import io.vertx.core.Future;

/// What a shard reports to its bot and asks it, on the bot's event loop.
@FunctionalInterface
public interface ShardListener {
  /// An event has arrived. Called in the order of sequence numbers, including READY and RESUMED.
  void dispatched(Shard shard, Dispatch dispatch);

  /// The shard's state has changed.
  default void changed(Shard shard, ShardState state) {}

  /// A connection has ended, and not by us. Code 1006 stands for one without a close code.
  default void closed(Shard shard, int code) {}

  /// Discord has ended the gateway session with INVALID_SESSION.
  ///
  /// @param unasked whether the shard was connected, so that it was not the answer to a RESUME or
  ///   an IDENTIFY
  default void sessionEnded(Shard shard, boolean unasked) {}

  /// Whether the bot's token is still valid, now that the gateway did not accept it. False only if
  /// Discord's REST API said so; a failure proves nothing. By default the gateway's word counts.
  default Future<Boolean> tokenHolds() {
    return Future.succeededFuture(false);
  }
}
