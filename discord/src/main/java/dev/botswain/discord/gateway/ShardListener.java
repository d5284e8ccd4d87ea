package dev.botswain.discord.gateway;

import io.vertx.core.Future;

/// What a shard tells and asks its bot, on the bot's event loop.
public interface ShardListener {
  /// An event came. Called in the order of their sequence, READY and RESUMED included.
  void dispatched(Shard shard, Dispatch dispatch);

  /// The shard's state is another now.
  void changed(Shard shard, ShardState state);

  /// Whether the bot's token still holds, now that the gateway did not accept it. False only if
  /// Discord's REST API said so; a failure is no proof.
  Future<Boolean> tokenHolds();
}
