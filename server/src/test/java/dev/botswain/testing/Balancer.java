package dev.botswain.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands in front of several servers: each connection goes to the next of them that accepts it.
public final class Balancer implements AutoCloseable {
  private final ServerSocket socket;
  private final List<InetSocketAddress> servers = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  private Balancer(ServerSocket socket) {
    this.socket = socket;
  }

  public static Balancer start() {
    try {
      var balancer = new Balancer(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(balancer::accept);
      return balancer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  public void add(String url) {
    servers.add(address(url));
  }

  /// It gets no new connections; those that it has go on.
  public void remove(String url) {
    servers.remove(address(url));
  }

  private static InetSocketAddress address(String url) {
    URI at = URI.create(url);
    return new InetSocketAddress(at.getHost(), at.getPort());
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = socket.accept();
        Thread.ofVirtual().start(() -> serve(caller));
      }
    } catch (IOException closed) {
      // It is over.
    }
  }

  private void serve(Socket caller) {
    try (caller;
        Socket server = next()) {
      Thread back = Thread.ofVirtual().start(() -> pump(server, caller));
      pump(caller, server);
      back.join();
    } catch (IOException | InterruptedException e) {
      // The caller notices.
    }
  }

  private Socket next() throws IOException {
    for (int tries = 0; tries < 10; tries++) {
      for (InetSocketAddress _ : servers) {
        var server = new Socket();
        try {
          server.connect(servers.get(Math.floorMod(turn.getAndIncrement(), servers.size())));
          return server;
        } catch (IOException | IndexOutOfBoundsException another) {
          server.close();
        }
      }
    }
    throw new IOException("no server accepts");
  }

  /// Once either side has closed, both are.
  private static void pump(Socket from, Socket to) {
    var buffer = new byte[16 << 10];
    try (from;
        to;
        InputStream in = from.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException broken) {
      // The other side notices.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
