package dev.botswain;

import dev.botswain.config.AccessConfig;
import dev.botswain.config.ClusterConfig;
import dev.botswain.config.HttpConfig;
import dev.botswain.time.Await;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// The server cannot listen on the address. The message is a sentence for the person who started
/// the program.
final class CannotListenException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String OPERATORS_REMEDY = "choose another BOTSWAIN_OPERATOR_PORT";
  private static final String NODES_REMEDY =
      "choose another BOTSWAIN_NODE_PORT or BOTSWAIN_NODE_HOST";
  private static final String REMEDY = "choose another port with --port or BOTSWAIN_PORT";

  /// @param remedy what to do about it
  CannotListenException(String host, int port, Throwable cause, String remedy) {
    super(
        "cannot listen on %s (%s); %s".formatted(address(host, port), reason(cause), remedy),
        cause);
  }

  /// Waits until the server listens.
  static void await(Future<?> listening, HttpConfig http) {
    await(listening, http.host(), http.port(), REMEDY);
  }

  /// Waits until the server listens on the operator's port, if there is one.
  static void await(Future<?> listening, AccessConfig access) {
    await(listening, access.operatorHost(), access.operatorPort().orElse(0), OPERATORS_REMEDY);
  }

  /// Waits until the server listens for other nodes.
  static <T> T await(Future<T> listening, String host, ClusterConfig nodes) {
    return await(listening, host, nodes.port(), NODES_REMEDY);
  }

  private static <T> T await(Future<T> listening, String host, int port, String remedy) {
    try {
      return Await.of(listening, TIMEOUT);
    } catch (RuntimeException | TimeoutException e) {
      throw new CannotListenException(host, port, e, remedy);
    }
  }

  /// Checks whether the server could listen, before it touches anything else.
  ///
  /// @throws CannotListenException if not
  static void check(HttpConfig http) {
    check(http.host(), 0, "set BOTSWAIN_HOST to an address of this machine");
    check(http.host(), http.port(), REMEDY);
  }

  /// Checks the same for the operator's port, if there is one.
  static void check(AccessConfig access) {
    access
        .operatorPort()
        .ifPresent(port -> {
          check(
              access.operatorHost(), 0, "set BOTSWAIN_OPERATOR_HOST to an address of this machine");
          check(access.operatorHost(), port, OPERATORS_REMEDY);
        });
  }

  /// @param port 0 for any
  private static void check(String host, int port, String remedy) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true); // Ignores connections of a server that just ended.
      var address = new InetSocketAddress(host, port);
      if (address.isUnresolved()) {
        throw new IOException("there is no such host");
      }
      socket.bind(address);
    } catch (IOException e) {
      throw new CannotListenException(host, port, e, remedy);
    }
  }

  private static String address(String host, int port) {
    var shown = host.contains(":") ? "[" + host + "]" : host;
    return port == 0 ? shown : shown + ":" + port;
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
