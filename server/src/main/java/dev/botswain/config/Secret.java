package dev.botswain.config;

/// A value that must not be shown. It prints as `[REDACTED]`, so a record that holds one can be
/// logged.
///
/// @param value the secret itself; to be handed only to the one who needs it
public record Secret(String value) {

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
