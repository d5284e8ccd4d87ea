package dev.botswain.sim.rest;

import java.util.Map;
import java.util.function.Supplier;

/// What the CDN serves.
sealed interface Served {
  /// At once.
  record Now(Answer answer) implements Served {}

  /// Once it is made, which must not happen on the event loop.
  record Made(Map<String, String> headers, Supplier<byte[]> content) implements Served {}
}
