package dev.botswain.http;

/// Answers a request that another server of ours makes for itself.
@FunctionalInterface
public interface NodeRoute {

  /// Answers, now or later, as a [Mount] does. Called on an event loop, so nothing may wait.
  void take(Passage passage);
}
