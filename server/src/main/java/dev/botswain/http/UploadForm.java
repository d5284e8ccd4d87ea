package dev.botswain.http;

import io.vertx.core.json.JsonObject;

/// The form in which files are passed on.
public interface UploadForm {
  /// The parts of the JSON payload beside the files.
  String parts(JsonObject payload, String boundary);

  /// The name of the part of the nth file, from 0.
  String file(int n);

  int mostFiles();

  /// The most bytes of a caller's form.
  int largest();

  boolean needsFile();
}
