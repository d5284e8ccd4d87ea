package dev.botswain.http;

import dev.botswain.testing.PemFiles;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLSocket;

/// A connection over HTTP/2 that sends exactly the given frames (RFC 9113, 4.1).
final class Http2Wire implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;
  private static final int PRIORITY = 32;
  private static final int PATIENCE_MS = 10_000;

  private final SSLSocket socket;
  private final DataInputStream in;
  private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder();

  /// A frame as it arrived.
  record Frame(int type, int flags, int stream, byte[] payload, Http2Headers headers) {
    /// The code of an RST_STREAM or GOAWAY.
    int error() {
      return ByteBuffer.wrap(payload).getInt(type == GOAWAY ? 4 : 0);
    }

    boolean isLast() {
      return (flags & END_STREAM) != 0;
    }
  }

  /// @param settings of the client: a number and its value, and so on
  Http2Wire(PemFiles files, int port, int... settings) {
    try {
      socket =
          (SSLSocket)
              PemFiles.trusting(files)
                  .getSocketFactory()
                  .createSocket(InetAddress.getLoopbackAddress(), port);
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(PATIENCE_MS);
      socket.startHandshake();
      in = new DataInputStream(socket.getInputStream());
      socket
          .getOutputStream()
          .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      var payload = ByteBuffer.allocate(settings.length * 3);
      for (int i = 0; i < settings.length; i += 2) {
        payload.putShort((short) settings[i]).putInt(settings[i + 1]);
      }
      send(SETTINGS, 0, 0, payload.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Http2Wire send(int type, int flags, int stream, byte[] payload) {
    var frame = ByteBuffer.allocate(9 + payload.length);
    frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
    frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
    return raw(frame.array());
  }

  Http2Wire raw(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A request without a body.
  ///
  /// @param more headers: a name and its value, and so on
  Http2Wire get(int stream, String path, String... more) {
    return send(HEADERS, END_HEADERS | END_STREAM, stream, head("GET", path, more));
  }

  /// The head of a request whose body follows.
  Http2Wire post(int stream, String path, String... more) {
    return send(HEADERS, END_HEADERS, stream, head("POST", path, more));
  }

  static byte[] head(String method, String path, String... more) {
    var head = new ByteArrayOutputStream();
    for (var pair :
        List.of(
            List.of(":method", method),
            List.of(":scheme", "https"),
            List.of(":authority", "localhost"),
            List.of(":path", path))) {
      head.writeBytes(header(pair.get(0), pair.get(1)));
    }
    for (int i = 0; i < more.length; i += 2) {
      head.writeBytes(header(more[i], more[i + 1]));
    }
    return head.toByteArray();
  }

  /// A literal that is not indexed (RFC 7541, 6.2.2).
  static byte[] header(String name, String value) {
    var out = new ByteArrayOutputStream();
    out.write(0);
    text(out, name);
    text(out, value);
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length < 127) {
      out.write(bytes.length);
    } else {
      out.write(127);
      int rest = bytes.length - 127;
      for (; rest >= 128; rest >>= 7) {
        out.write(rest & 127 | 128);
      }
      out.write(rest);
    }
    out.writeBytes(bytes);
  }

  /// The next frame; null at the end of the connection.
  Frame read() {
    try {
      int first = in.read();
      if (first < 0) {
        return null;
      }
      int length = first << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      var payload = in.readNBytes(length);
      return new Frame(
          type, flags, stream, payload, type == HEADERS ? headers(stream, flags, payload) : null);
    } catch (java.net.SocketTimeoutException e) {
      throw new UncheckedIOException(e);
    } catch (IOException closed) {
      return null;
    }
  }

  /// The next frame of this type on this stream; null if the connection ends before it.
  Frame read(int type, int stream) {
    var frame = read();
    while (frame != null && (frame.type != type || frame.stream != stream)) {
      frame = read();
    }
    return frame;
  }

  /// The status of the answer on a stream; 0 if the stream or the connection ends without one.
  int status(int stream) {
    var frame = read();
    while (frame != null
        && (frame.stream != stream || frame.type != HEADERS && frame.type != RST_STREAM)) {
      frame = read();
    }
    return frame == null || frame.type == RST_STREAM
        ? 0
        : Integer.parseInt(frame.headers.status().toString());
  }

  /// All sections are decoded, because each can refer to earlier ones.
  private Http2Headers headers(int stream, int flags, byte[] payload) throws IOException {
    int from = (flags & PRIORITY) == 0 ? 0 : 5;
    try {
      return decoder.decodeHeaders(
          stream, Unpooled.wrappedBuffer(payload, from, payload.length - from));
    } catch (Http2Exception e) {
      throw new IOException(e);
    }
  }

  /// Whether the server closes the connection.
  boolean isClosed() {
    var frame = read();
    while (frame != null) {
      frame = read();
    }
    return true;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
