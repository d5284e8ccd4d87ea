package dev.botswain.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Reads over a WebSocket, acknowledges each event, and continues from the position that the server
/// knows.
final class SocketReading implements Reading {
  /// The code with which the client reports a broken connection (RFC 6455, section 7.1.5).
  private static final int ABNORMAL = 1006;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;
  private final String session;
  private volatile boolean acknowledged;

  SocketReading(String server, String session) {
    this.url = server.replaceFirst("^http", "ws") + "/api/events/ws";
    this.session = session;
  }

  @Override
  public void read(Ledger into) throws IOException, InterruptedException {
    var connection = new Connection(into);
    try {
      client
          .newWebSocketBuilder()
          .header("Authorization", session)
          .buildAsync(URI.create(acknowledged ? url : url + "?after=0"), connection)
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

  private final class Connection implements WebSocket.Listener {
    private final Ledger into;
    private final StringBuilder message = new StringBuilder();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

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
      if (!last) {
        socket.request(1);
        return null;
      }
      JsonNode event = event();
      into.take(event);
      var sent = socket.sendText("{\"ack\": \"" + event.path("id").asText() + "\"}", true);
      var asked =
          acknowledged ? sent : sent.thenCompose(_ -> socket.sendPing(ByteBuffer.allocate(0)));
      return asked.whenComplete((_, broken) -> {
        if (broken == null) {
          socket.request(1);
        } else {
          over.complete(null); // Not reported while nothing is requested.
        }
      });
    }

    private JsonNode event() {
      try {
        return JSON.readTree(message.toString());
      } catch (JsonProcessingException e) {
        into.complain("not JSON: " + message);
        return JSON.missingNode();
      } finally {
        message.setLength(0);
      }
    }

    /// The server has read the first acknowledgement.
    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
      acknowledged = true;
      into.ready();
      socket.request(1);
      return null;
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
