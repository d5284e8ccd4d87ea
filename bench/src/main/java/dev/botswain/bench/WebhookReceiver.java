package dev.botswain.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Receives a webhook and records each message before it answers, as a receiver that must not lose
/// one does. It checks each signature according to Standard Webhooks.
///
/// Source:
/// <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>.
final class WebhookReceiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ledger into;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private volatile String secret = "";

  WebhookReceiver(Ledger into) throws IOException {
    this.into = into;
    this.server = listen(0);
  }

  private HttpServer listen(int port) throws IOException {
    var listening =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    listening.createContext("/", this::receive);
    listening.setExecutor(threads);
    listening.start();
    return listening;
  }

  /// The address for messages.
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /// @param secret that messages are signed with, `whsec_` and base64
  void trust(String secret) {
    this.secret = secret;
  }

  /// Breaks all connections, and listens again.
  void kill() throws IOException {
    int port = server.getAddress().getPort();
    server.stop(0);
    server = listen(port);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (isSigned(exchange, body)) {
        into.connected();
        into.take(JSON.readTree(body));
      } else {
        into.complain("a signature that is not right");
      }
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private boolean isSigned(HttpExchange exchange, byte[] body) {
    var headers = exchange.getRequestHeaders();
    String head =
        headers.getFirst("webhook-id") + "." + headers.getFirst("webhook-timestamp") + ".";
    byte[] expected = ("v1," + sign(head, body)).getBytes(StandardCharsets.US_ASCII);
    for (String signature : headers.getFirst("webhook-signature").split(" ")) {
      if (MessageDigest.isEqual(signature.getBytes(StandardCharsets.US_ASCII), expected)) {
        return true;
      }
    }
    return false;
  }

  private String sign(String head, byte[] body) {
    try {
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(head.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
