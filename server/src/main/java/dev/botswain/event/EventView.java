package dev.botswain.event;

import org.jspecify.annotations.Nullable;

/// What a reader gets of events.
@FunctionalInterface
public interface EventView {
  /// An event as the reader gets it: unchanged, with less data, or null for not at all. A `gap`
  /// should always pass.
  @Nullable Event see(Event event);
}
