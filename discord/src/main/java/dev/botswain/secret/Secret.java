package dev.botswain.secret;

/// A value that must not be shown. It prints as `[REDACTED]`, so that a record that holds one can
/// be logged.
///
/// @param value the secret itself; pass it only to code that needs it
public record Secret(String value) {

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
