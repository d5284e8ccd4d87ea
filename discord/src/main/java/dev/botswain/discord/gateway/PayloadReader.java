package dev.botswain.discord.gateway;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Turns the frames of a connection into payloads.
///
/// Source: <https://discord.com/developers/docs/events/gateway#transport-compression>.
sealed interface PayloadReader extends AutoCloseable {
  /// The longest payload, inflated; a longer one is an attack or a fault, and ends the connection.
  /// The largest that Discord sends is a GUILD_CREATE, of a few MiB.
  int MAX_PAYLOAD = 64 << 20;

  /// Takes the next frame's bytes and passes on the payload that it completes, if it does. The
  /// array belongs to the reader and is valid only during the call.
  ///
  /// @param last whether the frame ends its WebSocket message
  /// @throws MalformedPayloadException if the bytes are invalid, or too long
  void frame(Buffer bytes, boolean last, Sink sink);

  /// Frees native memory. Further calls have no effect.
  @Override
  void close();

  /// Receives the payloads.
  @FunctionalInterface
  interface Sink {
    void payload(byte[] bytes, int length);
  }

  static PayloadReader of(Compression compression) {
    return of(compression, MAX_PAYLOAD);
  }

  /// @param most the longest payload, in bytes
  static PayloadReader of(Compression compression, int most) {
    return switch (compression) {
      case NONE -> new Plain(most);
      case ZLIB_STREAM -> new Zlib(most);
    };
  }

  private static MalformedPayloadException tooLong(int most) {
    return new MalformedPayloadException("a payload of more than " + most + " bytes");
  }

  /// A message, collected from its frames.
  final class Gathered {
    private static final byte[] NOTHING = {};

    private final int most;
    private byte[] bytes = NOTHING;
    private int length;

    Gathered(int most) {
      this.most = most;
    }

    void add(Buffer more) {
      if (length + (long) more.length() > most) {
        throw tooLong(most);
      }
      if (length == 0) {
        bytes = more.getBytes();
      } else {
        int needed = length + more.length();
        if (needed > bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
        more.getBytes(bytes, length);
      }
      length += more.length();
    }

    /// Whether the bytes end with `00 00 FF FF`, as each payload does in a zlib stream.
    boolean endsFlushed() {
      return length >= 4
          && bytes[length - 4] == 0
          && bytes[length - 3] == 0
          && bytes[length - 2] == -1
          && bytes[length - 1] == -1;
    }

    void clear() {
      bytes = NOTHING;
      length = 0;
    }
  }

  /// Without `compress`: a message is a payload.
  final class Plain implements PayloadReader {
    private final Gathered message;

    private Plain(int most) {
      message = new Gathered(most);
    }

    @Override
    public void frame(Buffer bytes, boolean last, Sink sink) {
      message.add(bytes);
      if (last) {
        try {
          sink.payload(message.bytes, message.length);
        } finally {
          message.clear();
        }
      }
    }

    @Override
    public void close() {
      message.clear();
    }
  }

  /// `zlib-stream`: one context for the whole connection, each payload flushed.
  final class Zlib implements PayloadReader {
    private final Inflater inflater = new Inflater();
    private final Gathered message;
    private boolean closed;

    private Zlib(int most) {
      message = new Gathered(most);
    }

    @Override
    public void frame(Buffer bytes, boolean last, Sink sink) {
      message.add(bytes);
      if (!last || !message.endsFlushed()) {
        return;
      }
      Scratch scratch = Scratch.ofThisThread();
      try {
        int length = inflate(scratch); // This may replace the array in `scratch`.
        sink.payload(scratch.bytes, length);
      } finally {
        message.clear();
        scratch.shrink();
      }
    }

    private int inflate(Scratch scratch) {
      inflater.setInput(message.bytes, 0, message.length);
      int length = 0;
      try {
        while (true) {
          int room = scratch.bytes.length - length;
          int got = inflater.inflate(scratch.bytes, length, room);
          length += got;
          if (got < room) {
            if (inflater.finished() || inflater.needsDictionary()) {
              throw new MalformedPayloadException("the zlib stream ended");
            }
            return length;
          }
          scratch.grow(message.most);
        }
      } catch (DataFormatException e) {
        throw new MalformedPayloadException("not a zlib stream", e);
      } finally {
        inflater.setInput(Gathered.NOTHING); // Otherwise it would hold the message until the next.
      }
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        inflater.end();
        message.clear();
      }
    }
  }

  /// A buffer for inflating, one for each event loop thread: payloads are handled one after the
  /// other there.
  final class Scratch {
    private static final int USUAL = 1 << 16;
    private static final int KEPT_AT_MOST = 1 << 20;
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private byte[] bytes = new byte[USUAL];

    static Scratch ofThisThread() {
      return OF_THREAD.get();
    }

    void grow(int most) {
      if (bytes.length >= most) {
        throw tooLong(most);
      }
      bytes = Arrays.copyOf(bytes, Math.min(bytes.length * 2, most));
    }

    void shrink() {
      if (bytes.length > KEPT_AT_MOST) {
        bytes = new byte[USUAL];
      }
    }
  }
}
