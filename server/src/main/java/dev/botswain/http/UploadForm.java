package dev.botswain.http;

import io.vertx.core.json.JsonObject;

/// How a form with files is passed on to somebody else.
public interface UploadForm {
  /// The parts that say what is said beside the files.
  String parts(JsonObject payload, String boundary);

  /// What the part of the nth file is called, from 0.
  String file(int n);

  int mostFiles();

  /// The most bytes that a caller's form may have.
  int largest();

  boolean needsFile();
}
