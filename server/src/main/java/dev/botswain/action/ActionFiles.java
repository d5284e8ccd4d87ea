package dev.botswain.action;

import dev.botswain.discord.rest.RestRequest;
import io.vertx.core.json.JsonObject;

/// The files of an [ActionRequest].
public interface ActionFiles {
  /// The number of files.
  int count();

  /// A digest of their contents.
  String fingerprint();

  /// The request with the files and their JSON payload. May write to the disk, so only for virtual
  /// threads.
  RestRequest addTo(RestRequest request, JsonObject payload);
}
