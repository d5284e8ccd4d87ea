package dev.botswain.sim.rest;

/// Answers the calls of one route.
@FunctionalInterface
interface Endpoint {
  /// @throws RequestRefused where Discord would answer with an error
  Answer answer(Call call);
}
