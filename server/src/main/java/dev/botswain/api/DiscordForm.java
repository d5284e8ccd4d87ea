package dev.botswain.api;

import dev.botswain.http.UploadForm;
import io.vertx.core.json.JsonObject;

/// Discord's forms with files.
///
/// Source: <https://discord.com/developers/docs/reference#uploading-files>,
/// <https://discord.com/developers/docs/resources/sticker#create-guild-sticker>.
enum DiscordForm implements UploadForm {
  /// Files in numbered parts, and everything else as JSON in one part.
  MESSAGE("files[%s]", 10, 100 << 20, false) {
    @Override
    public String parts(JsonObject payload, String boundary) {
      return part(boundary, "payload_json", "Content-Type: application/json\r\n", payload.encode());
    }
  },
  /// One file, and a part for each other field.
  STICKER("file", 1, 576 << 10, true) {
    @Override
    public String parts(JsonObject payload, String boundary) {
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

  DiscordForm(String file, int mostFiles, int largest, boolean needsFile) {
    this.file = file;
    this.mostFiles = mostFiles;
    this.largest = largest;
    this.needsFile = needsFile;
  }

  @Override
  public String file(int n) {
    return file.formatted(n);
  }

  @Override
  public int mostFiles() {
    return mostFiles;
  }

  @Override
  public int largest() {
    return largest;
  }

  @Override
  public boolean needsFile() {
    return needsFile;
  }

  private static String part(String boundary, String name, String headers, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n%s\r\n%s\r\n"
        .formatted(boundary, name, headers, value);
  }
}
