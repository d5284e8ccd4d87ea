package dev.botswain.sim.world;

/// Something that Discord names by a snowflake.
public interface Entity {
  /// The snowflake.
  long id();
}
