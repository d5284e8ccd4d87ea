package dev.botswain.guild;

/// An object of Discord's with an id.
///
/// Source: <https://discord.com/developers/docs/reference#snowflakes>.
public interface Entity {
  /// The snowflake.
  long id();
}
