package dev.botswain.action;

import io.vertx.core.json.JsonObject;

/// The content of an [ActionRequest] besides its parameters. It may be parsed again at each access,
/// so that the whole of it is not in memory while the request waits for Discord.
public interface ActionBody {
  /// An empty body.
  ActionBody NONE = of(new JsonObject());

  /// Read-only by convention; empty if there is no body.
  JsonObject json();

  /// Keeps only what is needed to parse it again.
  default void letGo() {}

  static ActionBody of(JsonObject json) {
    return () -> json;
  }
}
