package dev.botswain.api;

import dev.botswain.discord.gateway.Shard;
import dev.botswain.discord.gateway.ShardState;
import dev.botswain.time.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A gateway connection, as callers see it.
///
/// @param until when a waiting shard continues, otherwise null
record ShardView(
    int id,
    String status,
    @Nullable Double latencyMs,
    @Nullable String lastEventAt,
    @Nullable String lastAckAt,
    @Nullable String until) {

  static ShardView of(Shard shard) {
    ShardState state = shard.state();
    long nanos = shard.pulse().latencyNanos();
    return new ShardView(
        shard.id().id(),
        state.label(),
        nanos < 0 ? null : (Double) (nanos / 1000 / 1000.0),
        text(shard.pulse().lastEventAt()),
        text(shard.pulse().lastAckAt()),
        text(until(state)));
  }

  private static @Nullable Instant until(ShardState state) {
    return switch (state) {
      case ShardState.Waiting(var until, _) -> until;
      case ShardState.Exhausted(var until, _) -> until;
      case ShardState.Connecting _, ShardState.Resuming _, ShardState.Connected _ -> null;
      case ShardState.Stopped _ -> null;
    };
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.of(instant);
  }
}
