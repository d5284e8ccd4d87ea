package dev.botswain.discord.rest;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/// The coding of an answer's body (RFC 9110, 8.4). Of a body that breaks off, Vert.x's own decoder
/// makes a shorter one, or none at all, and nobody is told.
final class ContentCoding {
  private ContentCoding() {}

  /// Whether a body is to be had as a whole, to be decoded.
  static boolean isDecoded(MultiMap headers) {
    var coding = headers.get(HttpHeaders.CONTENT_ENCODING);
    return "gzip".equalsIgnoreCase(coding) || "x-gzip".equalsIgnoreCase(coding);
  }

  /// The body without its coding, of which the headers do not speak any more; itself if that is
  /// none that was asked for.
  ///
  /// @param most bytes; whatever is longer is cut off one byte later
  /// @throws IOException if it is broken or breaks off
  static Buffer decoded(MultiMap headers, Buffer body, int most) throws IOException {
    if (!isDecoded(headers)) {
      return body;
    }
    headers.remove(HttpHeaders.CONTENT_ENCODING).remove(HttpHeaders.CONTENT_LENGTH);
    if (body.length() == 0) {
      return body; // To a HEAD.
    }
    try (var in = new GZIPInputStream(new ByteArrayInputStream(body.getBytes()))) {
      return Buffer.buffer(in.readNBytes(most + 1));
    }
  }
}
