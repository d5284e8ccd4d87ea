package dev.botswain.sim.rest;

/// Who may call a route.
enum Access {
  /// A bot, by its token.
  BOT,
  /// Anyone; limits count per address.
  ANYONE,
  /// Callers that know the token in the path: interactions and webhooks. These are not bound to the
  /// global limit ([Global Rate
  /// Limit](https://discord.com/developers/docs/topics/rate-limits#global-rate-limit)).
  TOKEN_IN_PATH
}
