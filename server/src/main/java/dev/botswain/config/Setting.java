package dev.botswain.config;

/// One line of the table in [Settings].
///
/// @param name the environment variable
/// @param kind what may be written there
/// @param preset the default, as one would write it; empty for an empty list
/// @param secret whether the value must never be shown
/// @param description what it is for, in one sentence of Markdown
record Setting<T>(String name, Kind<T> kind, String preset, boolean secret, String description) {

  Setting(String name, Kind<T> kind, String preset, String description) {
    this(name, kind, preset, false, description);
  }
}
