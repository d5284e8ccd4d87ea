package dev.botswain.api;

import dev.botswain.rest.RestRequest;
import io.vertx.core.json.JsonObject;

/// Files that came with a request over HTTP.
record UploadedFiles(Upload upload) implements ActionFiles {
  @Override
  public int count() {
    return upload.files();
  }

  @Override
  public String fingerprint() {
    return upload.fingerprint();
  }

  @Override
  public RestRequest addTo(RestRequest request, JsonObject payload) {
    return upload.addTo(request, payload);
  }
}
