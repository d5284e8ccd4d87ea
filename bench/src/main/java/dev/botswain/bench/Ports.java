package dev.botswain.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/// Ports for processes that keep theirs when they are started again.
final class Ports {
  /// Below those that Linux gives to outgoing connections, which could take one in between.
  private static final int LEAST = 20_000;

  private static final int BELOW = 32_000;
  private static final int ATTEMPTS = 100;

  private Ports() {}

  /// One on which nothing listens.
  static int free() throws IOException {
    for (int attempt = 0; ; attempt++) {
      int port = RandomGenerator.getDefault().nextInt(LEAST, BELOW);
      try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        if (attempt == ATTEMPTS) {
          throw taken;
        }
      }
    }
  }
}
