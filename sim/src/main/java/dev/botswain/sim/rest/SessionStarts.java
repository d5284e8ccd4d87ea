package dev.botswain.sim.rest;

import dev.botswain.sim.world.Bot;

/// What the gateway knows about who may identify how often ([Session Start Limit
/// Object](https://discord.com/developers/docs/events/gateway#session-start-limit-object)).
@FunctionalInterface
public interface SessionStarts {
  /// What `GET /gateway/bot` says to a bot.
  ///
  /// @param shards how many shards Discord recommends
  /// @param total identifies in a day
  /// @param remaining of them
  /// @param resetAfterMillis until the count starts again
  /// @param maxConcurrency identifies in five seconds
  record Budget(int shards, int total, int remaining, long resetAfterMillis, int maxConcurrency) {}

  /// The budget of a bot now.
  Budget of(Bot bot);
}
