package dev.botswain.action;

import io.vertx.core.json.JsonObject;

/// What an [ActionRequest] says beside its parameters. It may be read anew each time it is asked
/// for, so that nobody holds the whole of it while waiting for Discord.
public interface ActionBody {
  /// Says nothing.
  ActionBody NONE = of(new JsonObject());

  /// Read-only by convention; empty if nothing is said.
  JsonObject json();

  /// Keeps no more than what is needed to read it again.
  default void letGo() {}

  static ActionBody of(JsonObject json) {
    return () -> json;
  }
}
