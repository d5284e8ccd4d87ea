package dev.botswain.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;

/// A WebSocket that sends exactly the given frames, and reads only when told to.
public final class RawSocket implements AutoCloseable {
  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  private static final int PATIENCE_MS = 15_000;

  private final Socket socket = new Socket();
  private final DataInputStream in;

  /// What came.
  public record Frame(int opcode, byte[] data) {
    public int closeCode() {
      return ByteBuffer.wrap(data).getShort();
    }
  }

  /// @param path with its query
  /// @param headers each with its line end
  public RawSocket(String url, String path, String headers) throws IOException {
    socket.setReceiveBufferSize(4_096);
    socket.setSoTimeout(PATIENCE_MS);
    socket.connect(new InetSocketAddress("127.0.0.1", URI.create(url).getPort()));
    send(
        ("GET "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + headers
                + "\r\n")
            .getBytes(US_ASCII));
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    String head = line(in);
    if (!head.contains(" 101 ")) {
      throw new IOException(head);
    }
    while (!line(in).isEmpty()) {
      // The headers have no further meaning.
    }
  }

  private static String line(InputStream from) throws IOException {
    var line = new StringBuilder();
    for (int c = from.read(); c != '\n'; c = from.read()) {
      if (c < 0) {
        throw new EOFException(line.toString());
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /// A frame, masked with zeros.
  ///
  /// @param size at most 65,535
  public static byte[] frame(int opcode, boolean last, int size) {
    var frame = ByteBuffer.allocate(size + (size < 126 ? 6 : 8));
    frame.put((byte) (last ? opcode | 0x80 : opcode));
    if (size < 126) {
      frame.put((byte) (size | 0x80));
    } else {
      frame.put((byte) 0xfe).putShort((short) size);
    }
    return frame.array();
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /// Sends until the peer accepts no more, or this many times.
  ///
  /// @return whether everything was accepted
  public boolean sendWhileTaken(byte[] bytes, int times) {
    try {
      for (int i = 0; i < times; i++) {
        send(bytes);
      }
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /// The next frame; null if there are no more.
  public Frame read() throws IOException {
    try {
      int opcode = in.readUnsignedByte() & 15;
      int length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      }
      return new Frame(opcode, in.readNBytes(length));
    } catch (EOFException | SocketException closed) {
      return null;
    }
  }

  /// Reads up to the next frame with an opcode; null if there are no more.
  public Frame await(int opcode) throws IOException {
    Frame frame = read();
    while (frame != null && frame.opcode() != opcode) {
      frame = read();
    }
    return frame;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
