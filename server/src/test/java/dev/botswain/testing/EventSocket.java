package dev.botswain.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.api.Answers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A reader of events by WebSocket.
public final class EventSocket implements AutoCloseable, WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = 20;

  private final HttpClient client;
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final CompletableFuture<Void> pong = new CompletableFuture<>();
  private final StringBuilder message = new StringBuilder();
  private WebSocket socket;

  private EventSocket(HttpClient client) {
    this.client = client;
  }

  public static EventSocket open(String url, String session, String query) {
    return open(HttpClient.newHttpClient(), url, session, query);
  }

  /// @param client is closed with it
  public static EventSocket open(HttpClient client, String url, String session, String query) {
    var reader = new EventSocket(client);
    reader.socket =
        reader
            .client
            .newWebSocketBuilder()
            .header("Authorization", session)
            .buildAsync(
                URI.create(url.replaceFirst("^http", "ws") + "/api/events/ws" + query), reader)
            .join();
    return reader;
  }

  public JsonNode next() throws Exception {
    String text = messages.poll(SECONDS, TimeUnit.SECONDS);
    if (text == null) {
      throw new AssertionError("no event came");
    }
    Answers.contract().checkEvent(text);
    return JSON.readTree(text);
  }

  public void send(String text) {
    socket.sendText(text, true).join();
  }

  /// Returns when the server has read everything sent so far.
  public void awaitPong() throws Exception {
    socket.sendPing(ByteBuffer.allocate(0)).join();
    pong.get(SECONDS, TimeUnit.SECONDS);
  }

  public int awaitClose() throws Exception {
    return closed.get(SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      messages.add(message.toString());
      message.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
    pong.complete(null);
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }
}
