package dev.botswain.api;

import io.vertx.core.json.JsonObject;

/// How Discord takes a form with files.
///
/// Source: <https://discord.com/developers/docs/reference#uploading-files>,
/// <https://discord.com/developers/docs/resources/sticker#create-guild-sticker>.
enum UploadForm {
  /// Files in parts with a number, and all else as JSON in one part.
  MESSAGE("files[%s]", 10, 100 << 20, false) {
    @Override
    String parts(JsonObject payload, String boundary) {
      return part(boundary, "payload_json", "Content-Type: application/json\r\n", payload.encode());
    }
  },
  /// One file, and a part for each other thing.
  STICKER("file", 1, 576 << 10, true) {
    @Override
    String parts(JsonObject payload, String boundary) {
      var parts = new StringBuilder();
      for (var field : payload) {
        parts.append(part(boundary, field.getKey(), "", String.valueOf(field.getValue())));
      }
      return parts.toString();
    }
  };

  private final String file;
  private final int mostFiles;
  private final int largest;
  private final boolean needsFile;

  UploadForm(String file, int mostFiles, int largest, boolean needsFile) {
    this.file = file;
    this.mostFiles = mostFiles;
    this.largest = largest;
    this.needsFile = needsFile;
  }

  /// The parts that say what is said beside the files.
  abstract String parts(JsonObject payload, String boundary);

  /// What the part of the nth file is called, from 0.
  String file(int n) {
    return file.formatted(n);
  }

  int mostFiles() {
    return mostFiles;
  }

  /// The most bytes that a caller's form may have.
  int largest() {
    return largest;
  }

  boolean needsFile() {
    return needsFile;
  }

  private static String part(String boundary, String name, String headers, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n%s\r\n%s\r\n"
        .formatted(boundary, name, headers, value);
  }
}
