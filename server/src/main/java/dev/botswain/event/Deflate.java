package dev.botswain.event;

import io.vertx.core.buffer.Buffer;
import java.util.zip.Deflater;

/// Compresses what many readers get, once for all of them.
public final class Deflate {
  private static final int SCRATCH = 16 << 10;
  private static final ThreadLocal<Deflate> OF_THREAD = ThreadLocal.withInitial(Deflate::new);

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final byte[] scratch = new byte[SCRATCH];

  private Deflate() {}

  /// Blocks of deflate (RFC 1951) that begin and end on a byte boundary and do not refer back to
  /// anything before them. So they can be placed anywhere in any number of zlib streams. They end
  /// with the `00 00 FF FF` of a flush.
  public static Buffer part(byte[] bytes) {
    return OF_THREAD.get().deflate(bytes);
  }

  private Buffer deflate(byte[] bytes) {
    deflater.reset();
    deflater.setInput(bytes);
    Buffer out = Buffer.buffer(Math.max(64, bytes.length / 2));
    int length;
    do {
      length = deflater.deflate(scratch, 0, SCRATCH, Deflater.SYNC_FLUSH);
      out.appendBytes(scratch, 0, length);
    } while (length == SCRATCH);
    return out;
  }
}
