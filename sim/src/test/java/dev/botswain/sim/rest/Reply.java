package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/// What the sim answered.
///
/// @param body missing without one
record Reply(int status, HttpHeaders headers, JsonNode body, String text) {
  int code() {
    return body.path("code").asInt(-1);
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /// The code of the first error at a path in the tree, such as `embeds.0.title`.
  String errorAt(String path) {
    JsonNode at = body.path("errors");
    if (!path.isEmpty()) {
      for (String step : path.split("\\.")) {
        at = at.path(step);
      }
    }
    return at.path("_errors").path(0).path("code").asText();
  }
}
