package dev.botswain.relay.gateway;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.botswain.event.Deflate;
import dev.botswain.event.Event;
import dev.botswain.share.Shares;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// How payloads become messages of a client's WebSocket: as the client requested with `compress`.
///
/// Source: <https://discord.com/developers/docs/events/gateway#transport-compression>.
sealed interface ClientWire {
  /// Sends a payload.
  void write(ServerWebSocket socket, byte[] payload);

  /// Sends a payload whose data other clients get too.
  ///
  /// @param head the part before the data; the part after it is one brace
  void write(ServerWebSocket socket, byte[] head, Event event);

  /// The client has identified, so it may use more memory.
  default void identified(String owner) {}

  /// Frees native memory.
  void close();

  /// @param compress null or empty for none
  /// @param compressors counts the compressors of each owner
  /// @return null if Discord has nothing with this name
  static @Nullable ClientWire of(
      @Nullable String compress, ClientEncoding encoding, Shares<String> compressors) {
    return switch (compress) {
      case null -> new Plain(encoding);
      case "" -> new Plain(encoding);
      case "zlib-stream" -> new Zlib();
      case "zstd-stream" -> new Zstd(compressors);
      default -> null;
    };
  }

  /// Head, data and closing brace as one.
  static byte[] payload(byte[] head, byte[] data) {
    var payload = new byte[head.length + data.length + 1];
    System.arraycopy(head, 0, payload, 0, head.length);
    System.arraycopy(data, 0, payload, head.length, data.length);
    payload[payload.length - 1] = '}';
    return payload;
  }

  /// For a node that passes the client on: each payload is a message, in JSON, and a text message
  /// says who is the owner.
  record Hop(ServerWebSocket socket) implements ClientWire {
    @Override
    public void write(ServerWebSocket to, byte[] payload) {
      to.writeFinalBinaryFrame(Buffer.buffer(payload));
    }

    @Override
    public void write(ServerWebSocket to, byte[] head, Event event) {
      byte[] data = event.data();
      to.writeFinalBinaryFrame(
          Buffer.buffer(head.length + data.length + 1)
              .appendBytes(head)
              .appendBytes(data)
              .appendByte((byte) '}'));
    }

    @Override
    public void identified(String owner) {
      socket.writeFinalTextFrame(owner);
    }

    @Override
    public void close() {}
  }

  /// Each payload is a message, for JSON a text message.
  record Plain(ClientEncoding encoding) implements ClientWire {
    @Override
    public void write(ServerWebSocket socket, byte[] payload) {
      switch (encoding) {
        case JSON -> socket.writeFinalTextFrame(new String(payload, StandardCharsets.UTF_8));
        case ETF -> socket.writeFinalBinaryFrame(Buffer.buffer(payload));
      }
    }

    @Override
    public void write(ServerWebSocket socket, byte[] head, Event event) {
      write(socket, payload(head, event.data()));
    }

    @Override
    public void close() {}
  }

  /// All payloads are one zlib stream (RFC 1950), flushed after each.
  ///
  /// A deflate stream may refer back to earlier data, but need not. Ours does not, so there is
  /// nothing to remember for a client, whereas a compressor would take a quarter of a MiB; and the
  /// data of an event is compressed once, for all clients. The client's own parts, the head and the
  /// closing brace, are added uncompressed.
  final class Zlib implements ClientWire {
    /// Deflate with a window of 32 KiB.
    private static final byte[] HEADER = {0x78, 0x01};

    private static final byte[] BRACE = {'}'};
    private static final byte[] NOTHING = {};

    private boolean started;

    @Override
    public void write(ServerWebSocket socket, byte[] payload) {
      Buffer part = Deflate.part(payload);
      socket.writeFinalBinaryFrame(begun(part.length()).appendBuffer(part));
    }

    @Override
    public void write(ServerWebSocket socket, byte[] head, Event event) {
      Buffer data = event.deflated();
      Buffer message = begun(data.length() + head.length + 32);
      stored(message, head);
      message.appendBuffer(data);
      stored(message, BRACE);
      stored(message, NOTHING); // A flush ends with it.
      socket.writeFinalBinaryFrame(message);
    }

    private Buffer begun(int length) {
      Buffer message = Buffer.buffer(length + HEADER.length);
      if (!started) {
        started = true;
        message.appendBytes(HEADER);
      }
      return message;
    }

    /// An uncompressed block (RFC 1951, section 3.2.4).
    private static void stored(Buffer message, byte[] bytes) {
      message
          .appendByte((byte) 0)
          .appendShortLE((short) bytes.length)
          .appendShortLE((short) ~bytes.length)
          .appendBytes(bytes);
    }

    @Override
    public void close() {}
  }

  /// All payloads are one zstd frame, which never ends, flushed after each.
  ///
  /// A compressor takes 134 KiB, so only a client that has identified has one. Until then, and if
  /// there are too many, its payloads are uncompressed blocks. They belong to the frame that a
  /// compressor continues later, without its header: the compressor never refers to what it did not
  /// write, and the decoder counts back from its current position.
  ///
  /// Source: [RFC 8878](https://www.rfc-editor.org/rfc/rfc8878), section 3.1.1.
  final class Zstd implements ClientWire {
    private static final int LEVEL = 1;

    /// A window of 32 KiB: the memory for each client grows with it.
    private static final int WINDOW_LOG = 15;

    /// Magic number, no flags, the window.
    private static final byte[] HEADER = {
      0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (WINDOW_LOG - 10) << 3
    };

    private static final int LARGEST_BLOCK = 1 << WINDOW_LOG;
    private static final int SCRATCH = 16 << 10;
    private static final ThreadLocal<byte[]> OF_THREAD =
        ThreadLocal.withInitial(() -> new byte[SCRATCH]);

    private final Shares<String> compressors;
    private @Nullable ZstdCompressCtx context;
    private String owner = "";
    private boolean started;
    private boolean compressed;

    Zstd(Shares<String> compressors) {
      this.compressors = compressors;
    }

    @Override
    public void identified(String by) {
      if (context == null && compressors.take(by) == null) {
        owner = by;
        context = context();
        if (context == null) {
          compressors.give(by);
        }
      }
    }

    /// @return null if its native code cannot be loaded
    private static @Nullable ZstdCompressCtx context() {
      try {
        return new ZstdCompressCtx().setLevel(LEVEL).setWindowLog(WINDOW_LOG);
      } catch (LinkageError unloadable) {
        return null;
      }
    }

    @Override
    public void write(ServerWebSocket socket, byte[] payload) {
      Buffer message = Buffer.buffer(Math.max(64, payload.length / 2));
      if (!started) {
        started = true;
        message.appendBytes(HEADER);
      }
      if (context == null) {
        stored(message, payload);
      } else {
        compress(context, message, payload);
      }
      socket.writeFinalBinaryFrame(message);
    }

    private static void stored(Buffer message, byte[] payload) {
      for (int from = 0; from < payload.length; from += LARGEST_BLOCK) {
        int size = Math.min(LARGEST_BLOCK, payload.length - from);
        message.appendMediumLE(size << 3).appendBytes(payload, from, size);
      }
    }

    private void compress(ZstdCompressCtx with, Buffer message, byte[] payload) {
      byte[] scratch = OF_THREAD.get();
      var in = ByteBuffer.wrap(payload);
      boolean done;
      do {
        var out = ByteBuffer.wrap(scratch);
        done = with.compressByteBufferStream(out, in, EndDirective.FLUSH);
        int head = compressed ? 0 : HEADER.length;
        compressed = true;
        message.appendBytes(scratch, head, out.position() - head);
      } while (!done);
    }

    @Override
    public void write(ServerWebSocket socket, byte[] head, Event event) {
      write(socket, payload(head, event.data()));
    }

    @Override
    public void close() {
      if (context != null) {
        context.close();
        context = null;
        compressors.give(owner);
      }
    }
  }
}
