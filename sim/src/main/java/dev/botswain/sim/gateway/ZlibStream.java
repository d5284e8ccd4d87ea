package dev.botswain.sim.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.zip.Deflater;

/// `zlib-stream`: all payloads of a connection are one zlib stream (RFC 1950), flushed after each.
final class ZlibStream implements Encoding {
  /// Deflate with a window of 32 KiB, by a compressor of the default level (RFC 1950, 2.2).
  private static final byte[] HEADER = {0x78, (byte) 0x9C};

  private final Deflater deflater;
  private final boolean shared;
  private final byte[] scratch;
  private final Runnable onClose;
  private boolean started;

  /// @param deflater produces raw deflate
  /// @param shared whether other connections use it too, so that there must be no back-references
  ZlibStream(Deflater deflater, boolean shared, byte[] scratch, Runnable onClose) {
    this.deflater = deflater;
    this.shared = shared;
    this.scratch = scratch;
    this.onClose = onClose;
  }

  @Override
  public void send(ServerWebSocket socket, Payload payload) {
    var out = Buffer.buffer(Math.max(256, payload.length() / 2));
    if (!started) {
      started = true;
      out.appendBytes(HEADER);
    }
    if (shared) {
      deflater.reset();
    }
    deflater.setInput(payload.bytes(), 0, payload.length());
    int n;
    do {
      n = deflater.deflate(scratch, 0, scratch.length, Deflater.SYNC_FLUSH);
      out.appendBytes(scratch, 0, n);
    } while (n == scratch.length);
    socket.writeFinalBinaryFrame(out);
  }

  @Override
  public void close() {
    onClose.run();
  }
}
