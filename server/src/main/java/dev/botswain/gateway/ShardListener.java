package dev.botswain.gateway;

/// What a shard tells its bot, on the bot's event loop.
public interface ShardListener {
  /// An event came. Called in the order of their sequence, READY and RESUMED included.
  void dispatched(Shard shard, Dispatch dispatch);

  /// The shard's state is another now.
  void changed(Shard shard, ShardState state);
}
