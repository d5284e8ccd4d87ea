package dev.botswain.sim.fault;

import org.jspecify.annotations.Nullable;

/// What the beginning of a fault may say besides its name. A value of the wrong type is refused by
/// whoever has read them.
public interface Options {
  /// A whole number from `min` to `max`.
  ///
  /// @param otherwise if it is absent
  long number(String name, long min, long max, long otherwise);

  /// An id, or null if it is absent.
  @Nullable Long id(String name);

  /// True or false, or null if it is absent.
  @Nullable Boolean bool(String name);
}
