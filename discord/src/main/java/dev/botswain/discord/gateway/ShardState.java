package dev.botswain.discord.gateway;

import java.time.Duration;
import java.time.Instant;

/// Where a shard stands, told truthfully to whoever asks.
public sealed interface ShardState {

  /// A stable name for APIs and metrics.
  String label();

  /// Not connected, and on the way to be: opening the socket, or waiting for its turn to IDENTIFY.
  record Connecting() implements ShardState {
    @Override
    public String label() {
      return "connecting";
    }
  }

  /// Connected anew with an old session, while Discord replays what was missed.
  record Resuming() implements ShardState {
    @Override
    public String label() {
      return "resuming";
    }
  }

  /// READY or RESUMED has come, and the heart beats.
  record Connected(Instant since) implements ShardState {
    @Override
    public String label() {
      return "connected";
    }
  }

  /// Nothing happens until then.
  ///
  /// @param until for a person: the waiting itself does not go by the clock
  /// @param reason a sentence for a person
  record Waiting(Instant until, String reason) implements ShardState {
    @Override
    public String label() {
      return "waiting";
    }
  }

  /// The day's IDENTIFYs are used up; one more would have Discord reset the token.
  ///
  /// @param until for a person
  /// @param after the same, as a time from when it began
  record Exhausted(Instant until, Duration after) implements ShardState {
    @Override
    public String label() {
      return "waiting";
    }
  }

  /// Will not connect again by itself.
  ///
  /// @param because why, [AfterClose#RESUME] if we closed it ourselves
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
