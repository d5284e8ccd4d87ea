package dev.botswain.sim.gateway;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.ByteBuffer;

/// `zstd-stream`: all payloads of a connection are one zstd frame that never ends, flushed after
/// each, and each WebSocket message is one payload.
final class ZstdStream implements Encoding {
  /// A window of 128 KiB keeps a connection below half a megabyte.
  private static final int WINDOW_LOG = 17;

  private static final int LEVEL = 1;

  private final ZstdCompressCtx context =
      new ZstdCompressCtx().setLevel(LEVEL).setWindowLog(WINDOW_LOG);
  private final byte[] scratch;

  /// Shares a scratch buffer with other connections of the same event loop.
  ZstdStream(byte[] scratch) {
    this.scratch = scratch;
  }

  @Override
  public void send(ServerWebSocket socket, Payload payload) {
    var in = ByteBuffer.wrap(payload.bytes(), 0, payload.length());
    var out = Buffer.buffer(Math.max(256, payload.length() / 2));
    boolean done;
    do {
      var chunk = ByteBuffer.wrap(scratch);
      done = context.compressByteBufferStream(chunk, in, EndDirective.FLUSH);
      out.appendBytes(scratch, 0, chunk.position());
    } while (!done);
    socket.writeFinalBinaryFrame(out);
  }

  @Override
  public void close() {
    context.close();
  }
}
