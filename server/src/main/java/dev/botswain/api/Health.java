package dev.botswain.api;

import java.util.List;

/// The health of the server, as a value.
///
/// @param checks the single checks
public record Health(List<Check> checks) {

  /// @param name a stable name for programs
  /// @param up whether it allows the server to receive requests
  /// @param detail a sentence for people, without secrets
  public record Check(String name, boolean up, String detail) {}

  public Health {
    checks = List.copyOf(checks);
  }

  /// Whether everything is up.
  boolean up() {
    return checks.stream().allMatch(Check::up);
  }
}
