package dev.botswain.doctor;

import java.util.Locale;

/// How bad a finding is, the worst first.
public enum Severity {
  /// The bot cannot work, or something that all of it needs does not.
  ERROR,
  /// Something does not work, or soon will not.
  WARNING,
  /// Good to know; a healthy bot may have it.
  NOTICE;

  /// As callers see it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
