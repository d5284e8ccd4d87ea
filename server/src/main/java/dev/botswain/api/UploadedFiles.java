package dev.botswain.api;

import dev.botswain.action.ActionFiles;
import dev.botswain.discord.rest.RestBody;
import dev.botswain.discord.rest.RestRequest;
import dev.botswain.http.Upload;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;

/// The files of a request over HTTP.
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
    Upload.Whole whole = upload.with(payload);
    return request
        .header(HttpHeaders.CONTENT_TYPE.toString(), whole.contentType())
        .body(new RestBody.Stored(whole.place(), whole.length()));
  }
}
