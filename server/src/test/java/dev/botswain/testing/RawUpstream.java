package dev.botswain.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.botswain.sim.SimOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A server in Discord's place that answers with any bytes, even such as no HTTP server would send.
/// A bot can log in, with the sim as its gateway. Each connection takes one request.
public final class RawUpstream implements AutoCloseable {
  private final ServerSocket server;
  private final Botswain botswain;
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private volatile String script = "HTTP/1.1 204 No Content\r\n\r\n";

  public RawUpstream() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
    botswain =
        Botswain.start(
            SimOptions.DEFAULT,
            Map.of(
                "BOTSWAIN_DISCORD_API", "http://127.0.0.1:" + server.getLocalPort() + "/api/v10"));
  }

  public Botswain botswain() {
    return botswain;
  }

  /// Answers every request with these bytes, one for each character, from now on.
  public void script(String bytes) {
    script = bytes;
  }

  /// The head of the next request that was not for the login, and the part of its body that came
  /// with it.
  public String next() throws InterruptedException {
    var request = requests.poll(10, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var head = new StringBuilder();
      var bytes = new byte[8192];
      int count;
      while (head.indexOf("\r\n\r\n") < 0 && (count = socket.getInputStream().read(bytes)) >= 0) {
        head.append(new String(bytes, 0, count, ISO_8859_1));
      }
      if (!head.isEmpty()) {
        socket.getOutputStream().write(answer(head.toString()).getBytes(ISO_8859_1));
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      }
    } catch (IOException _) {
      // The client has disconnected, or the test is over.
    }
  }

  private String answer(String head) {
    return switch (head.split("[ ?]", 3)[1]) {
      case "/api/v10/users/@me" ->
          json(
              "{\"id\": \"%s\", \"username\": \"Pilot\", \"discriminator\": \"0\", \"bot\": true}"
                  .formatted(botswain.simBot(Botswain.TOKEN)));
      case "/api/v10/applications/@me" -> json("{}");
      case "/api/v10/gateway/bot" ->
          json(
              "{\"url\": \"%s\", \"shards\": 1}"
                  .formatted(botswain.simUrl().replace("http", "ws")));
      default -> {
        requests.add(head);
        yield script;
      }
    };
  }

  private static String json(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
        + "Content-Length: "
        + body.getBytes(UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  @Override
  public void close() throws IOException {
    botswain.close();
    server.close();
  }
}
