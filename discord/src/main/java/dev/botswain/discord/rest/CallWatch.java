package dev.botswain.discord.rest;

import org.jspecify.annotations.Nullable;

/// Watches the calls of all queues of a [DiscordRest], one by one, as a tracer does.
@FunctionalInterface
public interface CallWatch {
  /// A queue was given a request. Called on the thread that gave it; must neither wait nor fail.
  ///
  /// @return is told what becomes of it; null if this one is not watched
  @Nullable CallProgress given(RestRequest request, Route route);
}
