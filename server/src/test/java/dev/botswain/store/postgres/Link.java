package dev.botswain.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// The network between a store and its server, which can be cut: connections stay open, and nothing
/// passes, or only nothing that the server says.
final class Link implements AutoCloseable {
  private final int to;
  private final ServerSocket listening;
  private final List<Socket> sockets = new ArrayList<>();
  private final Object lock = new Object();
  private boolean up = true;
  private boolean answers = true;
  private boolean refusing;

  Link(int to) {
    this.to = to;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket from = listening.accept();
        synchronized (lock) {
          if (refusing) {
            from.close();
            continue;
          }
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
        synchronized (lock) {
          sockets.add(from);
          sockets.add(server);
        }
        Thread.ofVirtual().start(() -> pump(from, server, false));
        Thread.ofVirtual().start(() -> pump(server, from, true));
      }
    } catch (IOException closed) {
      // It ends.
    }
  }

  private void pump(Socket from, Socket into, boolean isAnswer) {
    try (from;
        into) {
      InputStream in = from.getInputStream();
      OutputStream out = into.getOutputStream();
      byte[] some = new byte[16 << 10];
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        synchronized (lock) {
          while (!up || isAnswer && !answers) {
            lock.wait();
          }
        }
        out.write(some, 0, n);
      }
    } catch (IOException | InterruptedException ended) {
      // The other direction ends as well.
    }
  }

  void cut() {
    synchronized (lock) {
      up = false;
    }
  }

  /// Ends all connections, and each new one at once.
  void refuse() {
    synchronized (lock) {
      refusing = true;
    }
    reset();
  }

  /// Lets requests pass and no answers.
  void cutAnswers() {
    synchronized (lock) {
      answers = false;
    }
  }

  /// Ends the connections of before, and lets new ones pass.
  void mend() {
    reset();
    synchronized (lock) {
      up = true;
      answers = true;
      refusing = false;
      lock.notifyAll();
    }
  }

  /// Ends all connections.
  void reset() {
    List<Socket> all;
    synchronized (lock) {
      all = List.copyOf(sockets);
      sockets.clear();
    }
    for (Socket socket : all) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reset();
    mend();
  }
}
