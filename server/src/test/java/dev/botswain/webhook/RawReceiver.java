package dev.botswain.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A receiver that sends raw bytes, for what no proper HTTP server does. The script handles each
/// connection on its own thread, and closes it afterwards.
final class RawReceiver implements AutoCloseable {
  private final ServerSocket server;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();
  private final CompletableFuture<Void> left = new CompletableFuture<>();

  interface Script {
    void run(Peer peer) throws IOException;
  }

  RawReceiver(Script script) throws IOException {
    this.script = script;
    server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /// Waits until a script has seen the peer close its connection.
  void awaitLeft() throws Exception {
    left.get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    try {
      while (true) {
        var socket = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> handle(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void handle(Socket socket) {
    try (socket) {
      script.run(new Peer(socket));
    } catch (IOException gone) {
      left.complete(null);
    }
  }

  static String header(String head, String name) {
    int from = head.indexOf("\n" + name + ": ") + name.length() + 3;
    return head.substring(from, head.indexOf('\r', from));
  }

  /// One connection.
  final class Peer {
    private final InputStream in;
    private final OutputStream out;

    private Peer(Socket socket) {
      try {
        in = socket.getInputStream();
        out = socket.getOutputStream();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// Reads a request's head and leaves the rest unread.
    void readHead() throws IOException {
      for (int newlines = 0; newlines < 2; ) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("closed");
        }
        newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
      }
    }

    /// Reads a whole request.
    ///
    /// @return its head, in lower case
    String readRequest() throws IOException {
      var head = new StringBuilder();
      while (!head.toString().endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("closed");
        }
        head.append((char) next);
      }
      var text = head.toString().toLowerCase(Locale.ROOT);
      in.readNBytes(Integer.parseInt(header(text, "content-length")));
      return text;
    }

    void write(String text) throws IOException {
      write(text.getBytes(US_ASCII));
    }

    void write(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    /// Sends nothing and reads until the peer closes the connection.
    void awaitEnd() throws IOException {
      in.transferTo(OutputStream.nullOutputStream());
      left.complete(null);
    }
  }
}
