package dev.botswain.session;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.EventSocket;
import dev.botswain.testing.EventStream;
import dev.botswain.testing.GatewayClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A user posts the bot's token or a session id, and no reader gets either, whichever way they
/// read: a bot that keeps a record of messages would publish it again.
class PostedSecretsTest {
  private static Sim sim;
  private static Botswain botswain;
  private static String session;
  private static String channel;
  private static HttpServer receiver;
  private static final BlockingQueue<String> delivered = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() throws Exception {
    sim = Sim.start(SimOptions.DEFAULT);
    botswain =
        Botswain.onSim(
            sim,
            Map.of(
                "BOTSWAIN_WEBHOOK_ALLOW_PRIVATE",
                "loopback",
                "BOTSWAIN_SESSION_REQUESTS_PER_SECOND",
                "1000"));
    session = botswain.session(TOKEN);
    channel = botswain.get("/api/channels?type=text", session).ids().getFirst();
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          delivered.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterAll
  static void stop() {
    receiver.stop(0);
    botswain.close();
    sim.close();
  }

  /// A way in which posted text leaves the server.
  private enum Way {
    MESSAGES {
      @Override
      String read(String secret) {
        post(secret);
        return botswain
            .get("/api/messages?limit=1&channelId=" + channel, session)
            .body()
            .path(0)
            .path("content")
            .asText();
      }
    },
    REST_RELAY {
      @Override
      String read(String secret) {
        post(secret);
        return botswain
            .get("/api/v10/channels/" + channel + "/messages?limit=1", session)
            .body()
            .path(0)
            .path("content")
            .asText();
      }
    },
    POLL {
      @Override
      String read(String secret) {
        String query = "/api/events/poll?types=MESSAGE_CREATE&wait=20&after=";
        String after = botswain.get("/api/events/poll", session).body().path("next").asText();
        post(secret);
        return content(botswain.get(query + after, session).body().path("events").path(0));
      }
    },
    SERVER_SENT {
      @Override
      String read(String secret) throws Exception {
        try (var stream = EventStream.open(botswain.url(), session, "?types=MESSAGE_CREATE")) {
          stream.skip();
          post(secret);
          return content(stream.next());
        }
      }
    },
    SOCKET {
      @Override
      String read(String secret) throws Exception {
        String after = botswain.get("/api/events/poll", session).body().path("next").asText();
        try (var socket =
            EventSocket.open(botswain.url(), session, "?types=MESSAGE_CREATE&after=" + after)) {
          post(secret);
          return content(socket.next());
        }
      }
    },
    WEBHOOK {
      @Override
      String read(String secret) throws Exception {
        String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
        String id =
            botswain
                .post(
                    "/api/webhooks",
                    session,
                    Map.of("url", url, "types", List.of("MESSAGE_CREATE")))
                .body()
                .path("id")
                .asText();
        post(secret);
        String body = delivered.poll(20, TimeUnit.SECONDS);
        botswain.send(Botswain.request(botswain.url() + "/api/webhooks/" + id).DELETE(), session);
        return content(new ObjectMapper().readTree(body));
      }
    },
    GATEWAY_RELAY {
      @Override
      String read(String secret) throws Exception {
        try (GatewayClient client = GatewayClient.login(botswain, session, GatewayClient.USUAL)) {
          post(secret);
          return client.find("MESSAGE_CREATE").path("content").asText();
        }
      }
    };

    abstract String read(String secret) throws Exception;

    private static String content(JsonNode event) {
      return event.path("data").path("content").asText();
    }
  }

  private static void post(String secret) {
    Botswain.Answer posted =
        botswain.simPost(
            "/sim/channels/" + channel + "/messages", Map.of("content", "see " + secret + "!"));
    assertThat(posted.status()).as(posted.raw().body()).isLessThan(300);
  }

  @ParameterizedTest
  @CsvSource({
    "MESSAGES, true",
    "MESSAGES, false",
    "REST_RELAY, true",
    "REST_RELAY, false",
    "POLL, true",
    "POLL, false",
    "SERVER_SENT, true",
    "SERVER_SENT, false",
    "SOCKET, true",
    "SOCKET, false",
    "WEBHOOK, true",
    "WEBHOOK, false",
    "GATEWAY_RELAY, true",
    "GATEWAY_RELAY, false",
  })
  void secret_posted_isReadByNobody(Way way, boolean isToken) throws Exception {
    // The part before the last dot of a session id names the bot, and is not secret.
    String told = isToken ? "" : session.substring(0, session.lastIndexOf('.') + 1);

    assertThat(way.read(isToken ? TOKEN : session)).isEqualTo("see " + told + "[REDACTED]!");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void secret_inAHeaderOfDiscords_isLeftOut(boolean isToken) {
    String secret = isToken ? TOKEN : session;
    botswain.fault(
        "GET",
        "/guilds/*/emojis",
        400,
        1,
        Map.of("headers", Map.of("X-Echo", "see " + secret + "!", "X-Other", "ahoy")));
    String guild = botswain.get("/api/guilds", session).ids().getFirst();
    Botswain.Answer answer = botswain.get("/api/v10/guilds/" + guild + "/emojis", session);

    assertThat(answer.header("X-Other")).isEqualTo("ahoy");
    assertThat(answer.header("X-Echo")).isNull();
  }
}
