package dev.botswain.discord.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A gateway that sends raw bytes, for what no proper WebSocket server does.
final class RawGateway implements AutoCloseable {
  private final ServerSocket server;

  RawGateway() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server.setSoTimeout(10_000);
  }

  URI url() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort());
  }

  /// The next connection, with its request unread.
  Peer accept() throws IOException {
    return new Peer(server.accept());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  static byte[] text(String payload) {
    return frame(0x81, payload.getBytes(UTF_8));
  }

  static byte[] hello() {
    return text("{\"op\":10,\"d\":{\"heartbeat_interval\":600000}}");
  }

  static byte[] close(int code) {
    return frame(0x88, new byte[] {(byte) (code >> 8), (byte) code});
  }

  /// A frame according to RFC 6455, section 5.2, unmasked.
  static byte[] frame(int firstByte, byte[] payload) {
    var frame = new ByteArrayOutputStream();
    frame.write(firstByte);
    if (payload.length < 126) {
      frame.write(payload.length);
    } else {
      frame.write(126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  static final class Peer implements AutoCloseable {
    private final Socket socket;

    private Peer(Socket socket) throws IOException {
      this.socket = socket;
      socket.setSoTimeout(10_000);
    }

    /// Reads the request and answers it; the given bytes follow in the same segment.
    ///
    /// @return the request's lines in lower case
    List<String> upgrade(byte[]... frames) throws IOException {
      var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      var lines = new ArrayList<String>();
      String key = "";
      for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
        lines.add(line.toLowerCase(java.util.Locale.ROOT));
        if (line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-key:")) {
          key = line.substring(line.indexOf(':') + 1).strip();
        }
      }
      var answer = new ByteArrayOutputStream();
      answer.writeBytes(
          """
          HTTP/1.1 101 Switching Protocols\r
          Upgrade: websocket\r
          Connection: Upgrade\r
          Sec-WebSocket-Accept: %s\r
          \r
          """
              .formatted(accept(key))
              .getBytes(US_ASCII));
      for (byte[] frame : frames) {
        answer.writeBytes(frame);
      }
      write(answer.toByteArray());
      return lines;
    }

    void write(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    /// Waits until the peer has closed the connection, and reads everything before that.
    void awaitEnd() throws IOException {
      try {
        socket.getInputStream().readAllBytes();
      } catch (java.net.SocketException _) {
        // A reset is an end too.
      }
    }

    /// The first byte of the next frame.
    int firstByte() throws IOException {
      return socket.getInputStream().read();
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String accept(String key) {
      try {
        byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII);
        return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
