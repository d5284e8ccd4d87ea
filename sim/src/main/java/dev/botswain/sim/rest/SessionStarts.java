package dev.botswain.sim.rest;

import dev.botswain.sim.world.Bot;

/// The gateway's identify budgets ([Session Start Limit
/// Object](https://discord.com/developers/docs/events/gateway#session-start-limit-object)).
@FunctionalInterface
public interface SessionStarts {
  /// What `GET /gateway/bot` returns to a bot.
  ///
  /// @param shards the recommended number of shards
  /// @param total identifies in a day
  /// @param remaining of them
  /// @param resetAfterMillis until the count restarts
  /// @param maxConcurrency identifies in five seconds
  record Budget(int shards, int total, int remaining, long resetAfterMillis, int maxConcurrency) {}

  /// The current budget of a bot.
  Budget of(Bot bot);
}
