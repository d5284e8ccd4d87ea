package dev.botswain.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads as a library does: identifies once at the gateway of the relay, and resumes from then on.
/// Each event must have the number after the previous one, whatever happened in between.
final class GatewayReading implements Reading {
  /// GUILDS, GUILD_MESSAGES and MESSAGE_CONTENT.
  private static final int INTENTS = 1 | 1 << 9 | 1 << 15;

  private static final long HEARTBEAT_NANOS = 10_000_000_000L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Http http;
  private final String session;
  private final boolean mayClose;
  private volatile String gatewaySession = "";
  private volatile long seq;
  private volatile boolean spoken;
  private volatile @Nullable Conversation current;

  /// @param mayClose whether the server may end the connection, so that its client finds another
  GatewayReading(Http http, String session, boolean mayClose) {
    this.http = http;
    this.session = session;
    this.mayClose = mayClose;
  }

  @Override
  public void read(String server, Ledger into) throws IOException, InterruptedException {
    var connection = new Connection(server, into);
    current = connection;
    String url = server.replaceFirst("^http", "ws") + "/gateway?v=10&encoding=json";
    throw new IOException(connection.run(client.newWebSocketBuilder(), URI.create(url)));
  }

  @Override
  public void hangUp() {
    Conversation now = current;
    if (now != null) {
      now.hangUp("silent");
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /// Triggers an event. From the first event on the client can resume, whatever happens.
  private void speak(String server, Ledger into) {
    try {
      JsonNode channels =
          http.get(server + "/api/channels?type=text", session).expectOk("channels");
      String channel = channels.path(0).path("id").asText();
      http.post(
              server + "/api/channels/" + channel + "/messages",
              session,
              Map.of("content", "Ready."))
          .expectOk("a message");
    } catch (IOException e) {
      into.complain("could not speak: " + e);
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Connection extends Conversation {
    private final String server;
    private final Ledger into;
    private long beatAt = System.nanoTime();

    Connection(String server, Ledger into) {
      super(into, mayClose);
      this.server = server;
      this.into = into;
    }

    @Override
    @Nullable String answer(JsonNode payload) {
      switch (payload.path("op").asInt()) {
        case 0 -> take(payload);
        case 7 -> {
          if (!mayClose) {
            into.complain("has to reconnect");
          }
          hangUp("has to reconnect");
        }
        case 9 -> into.complain("has to identify again");
        case 10 -> {
          return seq == 0 ? identify() : resume();
        }
        default -> {}
      }
      if (System.nanoTime() - beatAt < HEARTBEAT_NANOS) {
        return null;
      }
      beatAt = System.nanoTime();
      return "{\"op\":1,\"d\":" + seq + "}";
    }

    private void take(JsonNode dispatch) {
      long number = dispatch.path("s").asLong();
      String type = dispatch.path("t").asText();
      boolean numbered = !type.equals("RESUMED");
      if (number != seq + (numbered ? 1 : 0)) {
        into.complain("%s has number %s after %s".formatted(type, number, seq));
      }
      seq = number;
      switch (type) {
        case "READY" -> gatewaySession = dispatch.path("d").path("session_id").asText();
        case "GUILD_CREATE" -> Thread.startVirtualThread(() -> speak(server, into));
        case "MESSAGE_CREATE" -> {
          into.take(envelope(number, dispatch));
          if (!spoken) {
            spoken = true;
            into.ready();
          }
        }
        default -> {}
      }
    }

    private static JsonNode envelope(long number, JsonNode dispatch) {
      ObjectNode envelope = JSON.createObjectNode().put("id", number).put("type", "MESSAGE_CREATE");
      return envelope.set("data", dispatch.path("d"));
    }

    private String identify() {
      return """
      {"op":2,"d":{"token":"%s","intents":%s,"properties":{}}}\
      """
          .formatted(session, INTENTS);
    }

    private String resume() {
      return """
      {"op":6,"d":{"token":"%s","session_id":"%s","seq":%s}}\
      """
          .formatted(session, gatewaySession, seq);
    }
  }
}
