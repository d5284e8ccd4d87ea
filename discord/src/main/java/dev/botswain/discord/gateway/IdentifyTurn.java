package dev.botswain.discord.gateway;

import io.vertx.core.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A shard's turn to IDENTIFY: it is waited for, and then used or given back. Confined to the bot's
/// event loop.
final class IdentifyTurn {
  private final IdentifyQueue queue;
  private final int shard;
  private IdentifyQueue.@Nullable Permit permit;

  IdentifyTurn(IdentifyQueue queue, ShardId shard) {
    this.queue = queue;
    this.shard = shard.id();
  }

  /// Waits for it.
  ///
  /// @param isWanted whether it still is when it comes; if not, it is given back
  /// @return completes with whether it is there; fails as [IdentifyQueue#acquire(int)] does
  Future<Boolean> await(BooleanSupplier isWanted) {
    return queue
        .acquire(shard)
        .map(given -> {
          permit = given;
          boolean wanted = isWanted.getAsBoolean();
          if (!wanted) {
            giveBack();
          }
          return wanted;
        });
  }

  boolean isHeld() {
    return permit != null;
  }

  /// IDENTIFY has just been sent.
  void use() {
    if (permit != null) {
      permit.used();
      permit = null;
    }
  }

  /// IDENTIFY will not be sent.
  void giveBack() {
    if (permit != null) {
      permit.unused();
      permit = null;
    }
  }
}
