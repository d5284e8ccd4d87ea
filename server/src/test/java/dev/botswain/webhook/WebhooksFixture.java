package dev.botswain.webhook;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A receiver, and webhooks as their owner sets them.
abstract class WebhooksFixture {
  static final String GENERAL = "1132915064832000005";
  static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path data;
  Sim sim;
  Botswain botswain;
  HttpServer receiver;
  String session;
  final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
  volatile int status = 204;

  /// What the receiver got.
  record Got(Map<String, List<String>> headers, String body) {
    String id() {
      return headers.get("Webhook-id").getFirst();
    }

    String content() {
      try {
        return JSON.readTree(body).path("data").path("content").asText();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @BeforeEach
  void start() throws IOException {
    sim = Sim.start(SimOptions.DEFAULT);
    botswain = again("loopback");
    session = botswain.session(TOKEN);
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::receive);
    receiver.start();
  }

  @AfterEach
  void close() {
    receiver.stop(0);
    botswain.close();
    sim.close();
  }

  Botswain again(String reach) {
    return Botswain.onSim(
        sim, Map.of("BOTSWAIN_DATA", data.toString(), "BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", reach));
  }

  void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int now = status; // Before the test changes it for the next request.
    got.add(new Got(Map.copyOf(exchange.getRequestHeaders()), body));
    byte[] answer = "seen".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(now, now == 204 ? -1 : answer.length);
    if (now != 204) {
      exchange.getResponseBody().write(answer);
    }
    exchange.close();
  }

  JsonNode webhook() {
    Botswain.Answer answer =
        botswain.post(
            "/api/webhooks",
            session,
            Map.of(
                "url",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?a=b",
                "types",
                List.of("MESSAGE_CREATE")));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.body();
  }

  void say(String content) {
    botswain.simPost("/sim/channels/" + GENERAL + "/messages", Map.of("content", content));
  }

  Got next() throws InterruptedException {
    Got next = got.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("something came").isNotNull();
    return next;
  }

  JsonNode get(JsonNode webhook, String more) {
    return botswain.get("/api/webhooks/" + webhook.path("id").asText() + more, session).body();
  }

  Botswain.Answer method(String method, JsonNode webhook, String more, String body) {
    return botswain.send(
        Botswain.request(botswain.url() + "/api/webhooks/" + webhook.path("id").asText() + more)
            .method(method, HttpRequest.BodyPublishers.ofString(body)),
        session);
  }

  static void verify(String secret, Got message) {
    assertThatCode(() ->
            new Webhook(secret)
                .verify(message.body(), HttpHeaders.of(message.headers(), (_, _) -> true)))
        .doesNotThrowAnyException();
  }
}
