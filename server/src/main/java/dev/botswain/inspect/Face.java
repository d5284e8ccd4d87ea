package dev.botswain.inspect;

import java.util.Locale;

/// The interface over which a request came.
public enum Face {
  /// Our API, and what else performs actions.
  API,
  /// Discord's own API, as libraries use it.
  RELAY,
  /// Nobody asked: the server needed it itself.
  SERVER;

  /// As callers see it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
