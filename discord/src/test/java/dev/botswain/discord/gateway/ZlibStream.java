package dev.botswain.discord.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/// The sending side of `zlib-stream`: one context, each payload flushed.
final class ZlibStream {
  private final Deflater deflater = new Deflater();

  byte[] flush(String payload) {
    return deflate(payload, Deflater.SYNC_FLUSH);
  }

  /// What Discord never does: the stream ends with the payload.
  byte[] finish(String payload) {
    deflater.finish();
    return deflate(payload, Deflater.NO_FLUSH);
  }

  private byte[] deflate(String payload, int flush) {
    deflater.setInput(payload.getBytes(StandardCharsets.UTF_8));
    var out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    int length;
    do {
      length = deflater.deflate(buffer, 0, buffer.length, flush);
      out.write(buffer, 0, length);
    } while (length == buffer.length);
    return out.toByteArray();
  }
}
