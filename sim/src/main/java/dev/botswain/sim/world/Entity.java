package dev.botswain.sim.world;

/// An object with a snowflake.
public interface Entity {
  /// The snowflake.
  long id();
}
