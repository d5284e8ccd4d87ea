package dev.botswain.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Reads over a WebSocket, acknowledges each event, and continues from the position that the server
/// knows.
final class SocketReading implements Reading {
  private final HttpClient client = HttpClient.newHttpClient();
  private final String session;
  private final boolean mayClose;
  private volatile boolean acknowledged;
  private volatile @Nullable Conversation current;

  /// @param mayClose whether the server may close the connection, so that its client finds another
  SocketReading(String session, boolean mayClose) {
    this.session = session;
    this.mayClose = mayClose;
  }

  @Override
  public void read(String server, Ledger into) throws IOException, InterruptedException {
    var connection = new Connection(into);
    current = connection;
    String url = server.replaceFirst("^http", "ws") + "/api/events/ws";
    throw new IOException(
        connection.run(
            client.newWebSocketBuilder().header("Authorization", session),
            URI.create(acknowledged ? url : url + "?after=0")));
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

  private final class Connection extends Conversation {
    private final Ledger into;

    Connection(Ledger into) {
      super(into, mayClose);
      this.into = into;
    }

    @Override
    String answer(JsonNode event) {
      into.take(event);
      return "{\"ack\": \"" + event.path("id").asText() + "\"}";
    }

    @Override
    CompletionStage<?> sent(WebSocket socket) {
      return acknowledged
          ? CompletableFuture.completedStage(null)
          : socket.sendPing(ByteBuffer.allocate(0));
    }

    /// The server has read the first acknowledgement.
    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
      acknowledged = true;
      into.ready();
      socket.request(1);
      return null;
    }
  }
}
