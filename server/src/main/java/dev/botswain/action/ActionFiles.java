package dev.botswain.action;

import dev.botswain.discord.rest.RestRequest;
import io.vertx.core.json.JsonObject;

/// Files that come with an [ActionRequest].
public interface ActionFiles {
  /// How many there are.
  int count();

  /// Stands for their contents.
  String fingerprint();

  /// The request with the files and what is said beside them. May write to the disk, so only for
  /// virtual threads.
  RestRequest addTo(RestRequest request, JsonObject payload);
}
