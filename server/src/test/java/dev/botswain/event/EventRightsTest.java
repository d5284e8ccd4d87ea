package dev.botswain.event;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.EventSocket;
import dev.botswain.testing.EventStream;
import dev.botswain.testing.GatewayClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What sessions with different scopes find in events, whichever way the events are delivered.
class EventRightsTest {
  private static final String REDACTED = "[REDACTED]";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int INTENTS =
      Intent.bits(List.of(Intent.GUILDS, Intent.GUILD_VOICE_STATES, Intent.GUILD_MESSAGES));

  private static Sim sim;
  private static Botswain botswain;
  private static String full;
  private static HttpServer receiver;
  private static final BlockingQueue<JsonNode> delivered = new LinkedBlockingQueue<>();

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
    full = botswain.session(TOKEN);
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          delivered.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    botswain.post("/api/commands", full, Map.of("name", "tide", "description", "High water"));
  }

  @AfterAll
  static void stop() {
    receiver.stop(0);
    botswain.close();
    sim.close();
  }

  /// A way in which events leave the server.
  private enum Way {
    POLL {
      @Override
      List<JsonNode> read(String session) throws Exception {
        String after = botswain.get("/api/events/poll", session).body().path("next").asText();
        act();
        var events = new ArrayList<JsonNode>();
        eventually(() -> {
          events.clear();
          botswain
              .get("/api/events/poll?limit=1000&after=" + after, session)
              .body()
              .path("events")
              .forEach(events::add);
          assertThat(events).anyMatch(Way::isLast);
        });
        return events;
      }
    },
    SERVER_SENT {
      @Override
      List<JsonNode> read(String session) throws Exception {
        try (var stream = EventStream.open(botswain.url(), session, "")) {
          stream.skip();
          act();
          return upToLast(stream::next);
        }
      }
    },
    SOCKET {
      @Override
      List<JsonNode> read(String session) throws Exception {
        String after = botswain.get("/api/events/poll", session).body().path("next").asText();
        try (var socket = EventSocket.open(botswain.url(), session, "?after=" + after)) {
          act();
          return upToLast(socket::next);
        }
      }
    },
    WEBHOOK {
      @Override
      List<JsonNode> read(String session) throws Exception {
        delivered.clear();
        Botswain.Answer made =
            botswain.post("/api/webhooks", session, Map.of("url", receiverUrl()));
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        act();
        List<JsonNode> events = upToLast(() -> delivered.poll(20, TimeUnit.SECONDS));
        botswain.send(
            Botswain.request(botswain.url() + "/api/webhooks/" + made.body().path("id").asText())
                .DELETE(),
            session);
        return events;
      }
    },
    RELAY {
      @Override
      List<JsonNode> read(String session) throws Exception {
        try (GatewayClient client = GatewayClient.login(botswain, session, INTENTS)) {
          act();
          return upToLast(() -> {
            JsonNode next = client.next();
            return JSON.createObjectNode()
                .put("type", next.path("t").asText())
                .set("data", next.path("d"));
          });
        }
      }
    };

    abstract List<JsonNode> read(String session) throws Exception;

    private static boolean isLast(JsonNode event) {
      return event.path("type").asText().equals("VOICE_STATE_UPDATE")
          && event.path("data").path("channel_id").isNull();
    }

    private static List<JsonNode> upToLast(java.util.concurrent.Callable<JsonNode> next)
        throws Exception {
      var events = new ArrayList<JsonNode>();
      do {
        events.add(next.call());
      } while (!isLast(events.getLast()));
      return events;
    }
  }

  private static String receiverUrl() {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
  }

  /// A user runs a command, and the bot joins a voice channel and leaves it.
  private static void act() throws Exception {
    String channel = botswain.get("/api/channels?type=text", full).ids().getFirst();
    JsonNode voice = botswain.get("/api/channels?type=voice", full).body().path(0);
    String guild = botswain.get("/api/guilds", full).ids().getFirst();
    Botswain.Answer used =
        botswain.simPost(
            "/sim/bots/" + botswain.simBot(TOKEN) + "/interactions",
            Map.of("type", "command", "name", "tide", "channelId", channel));
    assertThat(used.status()).as(used.raw().body()).isEqualTo(201);
    try (GatewayClient caller = GatewayClient.login(botswain, full, INTENTS)) {
      for (String where : List.of('"' + voice.path("id").asText() + '"', "null")) {
        caller.send(
            4,
            "{'guild_id':'%s','channel_id':%s,'self_mute':true,'self_deaf':false}"
                .formatted(guild, where.replace('"', '\'')));
        caller.find("VOICE_STATE_UPDATE");
      }
    }
  }

  private static String session(String scopes) {
    if (scopes.equals("full")) {
      return full;
    }
    Botswain.Answer answer =
        botswain.post(
            "/api/sessions", full, Map.of("name", "narrow", "scopes", List.of(scopes.split(" "))));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    return answer.body().path("sessionId").asText();
  }

  /// By event and field, whether the field is shown.
  private static Map<String, Boolean> shown(List<JsonNode> events) {
    var shown = new HashMap<String, Boolean>();
    for (JsonNode event : events) {
      String field =
          switch (event.path("type").asText()) {
            case "INTERACTION_CREATE", "VOICE_SERVER_UPDATE" -> "token";
            case "VOICE_STATE_UPDATE" -> "session_id";
            default -> "";
          };
      if (!field.isEmpty()) {
        String value = event.path("data").path(field).asText();
        assertThat(value).as(event.toString()).isNotEmpty();
        shown.merge(event.path("type").asText(), !value.equals(REDACTED), Boolean::logicalOr);
      }
    }
    return shown;
  }

  @ParameterizedTest
  @CsvSource({
    "events, POLL, false, false",
    "events commands, POLL, true, false",
    "events bot, POLL, false, true",
    "full, POLL, true, true",
    "events, SERVER_SENT, false, false",
    "events commands, SERVER_SENT, true, false",
    "events bot, SERVER_SENT, false, true",
    "full, SERVER_SENT, true, true",
    "events, SOCKET, false, false",
    "events commands, SOCKET, true, false",
    "events bot, SOCKET, false, true",
    "full, SOCKET, true, true",
    "events webhooks, WEBHOOK, false, false",
    "events webhooks commands, WEBHOOK, true, false",
    "events webhooks bot, WEBHOOK, false, true",
    "full, WEBHOOK, true, true",
    "events read, RELAY, false, false",
    "events read commands, RELAY, true, false",
    "events read bot, RELAY, false, true",
    "full, RELAY, true, true",
  })
  void event_withPowerInIt_showsItToWhoMayHaveIt(
      String scopes, Way way, boolean interactions, boolean voice) throws Exception {
    Map<String, Boolean> shown = shown(way.read(session(scopes)));

    var expected = new HashMap<String, Boolean>();
    expected.put("INTERACTION_CREATE", interactions);
    expected.put("VOICE_STATE_UPDATE", voice);
    if (way != Way.RELAY || voice) { // A library would connect with it.
      expected.put("VOICE_SERVER_UPDATE", voice);
    }
    assertThat(shown).isEqualTo(expected);
  }
}
