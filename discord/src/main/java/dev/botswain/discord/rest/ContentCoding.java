package dev.botswain.discord.rest;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/// The content coding of an answer's body (RFC 9110, 8.4). If a body is incomplete, Vert.x's own
/// decoder silently produces a shorter one, or none.
final class ContentCoding {
  private ContentCoding() {}

  /// Whether a complete body must be collected, to be decoded.
  static boolean isDecoded(MultiMap headers) {
    var coding = headers.get(HttpHeaders.CONTENT_ENCODING);
    return "gzip".equalsIgnoreCase(coding) || "x-gzip".equalsIgnoreCase(coding);
  }

  /// The body without its coding, which the headers no longer mention; the same body if it has no
  /// coding that was requested.
  ///
  /// @param most bytes; a longer one is cut off one byte later
  /// @throws IOException if it is corrupt or incomplete
  static Buffer decoded(MultiMap headers, Buffer body, int most) throws IOException {
    if (!isDecoded(headers)) {
      return body;
    }
    headers.remove(HttpHeaders.CONTENT_ENCODING).remove(HttpHeaders.CONTENT_LENGTH);
    if (body.length() == 0) {
      return body; // The answer to a HEAD.
    }
    try (var in = new GZIPInputStream(new ByteArrayInputStream(body.getBytes()))) {
      return Buffer.buffer(in.readNBytes(most + 1));
    }
  }
}
