package dev.botswain.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Reads as a library does: identifies once at the gateway of the relay, and resumes from then on.
/// Each event must have the number after the previous one, whatever happened in between.
final class GatewayReading implements Reading {
  /// GUILDS, GUILD_MESSAGES and MESSAGE_CONTENT.
  private static final int INTENTS = 1 | 1 << 9 | 1 << 15;

  private static final int ABNORMAL = 1006;
  private static final long HEARTBEAT_NANOS = 10_000_000_000L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Http http;
  private final String server;
  private final String session;
  private volatile String gatewaySession = "";
  private volatile long seq;
  private volatile boolean spoken;

  GatewayReading(Http http, String server, String session) {
    this.http = http;
    this.server = server;
    this.session = session;
  }

  @Override
  public void read(Ledger into) throws IOException, InterruptedException {
    var connection = new Connection(into);
    try {
      client
          .newWebSocketBuilder()
          .buildAsync(
              URI.create(server.replaceFirst("^http", "ws") + "/gateway?v=10&encoding=json"),
              connection)
          .get();
      connection.over.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /// Triggers an event. From the first event on the client can resume, whatever happens.
  private void speak(Ledger into) {
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

  private final class Connection implements WebSocket.Listener {
    private final Ledger into;
    private final StringBuilder message = new StringBuilder();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private long beatAt = System.nanoTime();

    Connection(Ledger into) {
      this.into = into;
    }

    @Override
    public void onOpen(WebSocket socket) {
      into.connected();
      socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      message.append(part);
      String answer = last ? answer() : null;
      if (answer == null) {
        socket.request(1);
        return null;
      }
      return socket
          .sendText(answer, true)
          .whenComplete((_, broken) -> {
            if (broken == null) {
              socket.request(1);
            } else {
              over.complete(null); // Not reported while nothing is requested.
            }
          });
    }

    private @Nullable String answer() {
      try {
        return answer(JSON.readTree(message.toString()));
      } catch (JsonProcessingException e) {
        into.complain("not JSON: " + message);
        return null;
      } finally {
        message.setLength(0);
      }
    }

    private @Nullable String answer(JsonNode payload) {
      switch (payload.path("op").asInt()) {
        case 0 -> take(payload);
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
        case "GUILD_CREATE" -> Thread.startVirtualThread(() -> speak(into));
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

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      if (code != ABNORMAL) {
        into.complain("closed with " + code + " " + reason);
      }
      over.complete(null);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable broken) {
      over.complete(null);
    }
  }
}
