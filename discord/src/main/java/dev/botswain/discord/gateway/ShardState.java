package dev.botswain.discord.gateway;

import java.time.Duration;
import java.time.Instant;

/// The state of a shard, as reported to callers.
public sealed interface ShardState {

  /// A stable name for APIs and metrics.
  String label();

  /// Not connected but connecting: opening the socket, or waiting for its turn to IDENTIFY.
  record Connecting() implements ShardState {
    @Override
    public String label() {
      return "connecting";
    }
  }

  /// Reconnected with an old session, while Discord replays what was missed.
  record Resuming() implements ShardState {
    @Override
    public String label() {
      return "resuming";
    }
  }

  /// READY or RESUMED has arrived, and heartbeats are running.
  record Connected(Instant since) implements ShardState {
    @Override
    public String label() {
      return "connected";
    }
  }

  /// Nothing happens until then.
  ///
  /// @param until for people: the waiting itself does not use the clock
  /// @param reason a sentence for people
  record Waiting(Instant until, String reason) implements ShardState {
    @Override
    public String label() {
      return "waiting";
    }
  }

  /// The day's IDENTIFYs are used up; Discord would reset the token after one more.
  ///
  /// @param until for people
  /// @param after the same, as a duration from its beginning
  record Exhausted(Instant until, Duration after) implements ShardState {
    @Override
    public String label() {
      return "waiting";
    }
  }

  /// Will not reconnect by itself.
  ///
  /// @param because the reason; [AfterClose#RESUME] if we closed it ourselves
  record Stopped(AfterClose because) implements ShardState {
    @Override
    public String label() {
      return switch (because) {
        case TOKEN_REJECTED -> "token_rejected";
        case DISALLOWED_INTENTS -> "disallowed_intents";
        case INVALID_INTENTS, RESHARD, UNSUPPORTED -> "refused";
        case RESUME, IDENTIFY -> "closed";
      };
    }
  }
}
