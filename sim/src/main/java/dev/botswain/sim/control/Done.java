package dev.botswain.sim.control;

import dev.botswain.sim.world.Json;
import org.jspecify.annotations.Nullable;

/// An answer of the control API.
record Done(int status, Json.@Nullable Writer body) {
  static final Done NOTHING_TO_SAY = new Done(204, null);

  static Done ok(Json.Writer body) {
    return new Done(200, body);
  }

  static Done created(Json.Writer body) {
    return new Done(201, body);
  }
}
