package dev.botswain.discord.gateway;

import io.vertx.core.buffer.Buffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Turns the frames of a connection into payloads.
///
/// Source: <https://discord.com/developers/docs/events/gateway#transport-compression>.
public sealed interface PayloadReader extends AutoCloseable {
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
}
