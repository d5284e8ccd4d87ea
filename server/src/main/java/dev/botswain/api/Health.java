package dev.botswain.api;

import java.util.List;

/// How the server is, as a value.
///
/// @param checks what was looked at
public record Health(List<Check> checks) {

  /// @param name a stable name for programs
  /// @param up whether it allows the server to get requests
  /// @param detail a sentence for people, without secrets
  public record Check(String name, boolean up, String detail) {}

  public Health {
    checks = List.copyOf(checks);
  }

  /// Whether everything is up.
  public boolean up() {
    return checks.stream().allMatch(Check::up);
  }
}
