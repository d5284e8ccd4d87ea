package dev.botswain.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One connection of a client that reads JSON messages from a WebSocket and answers each before it
/// takes the next.
abstract class Conversation implements WebSocket.Listener {
  /// The code with which the client reports a broken connection (RFC 6455, section 7.1.5).
  private static final int ABNORMAL = 1006;

  /// With these the server says that the client has to come back: 1001 (RFC 6455, section 7.4.1),
  /// 1012 (IANA's registry of close codes), and 4000 of Discord's gateway.
  private static final Set<Integer> COME_BACK = Set.of(1001, 1012, 4000);

  private static final long PATIENCE_SECONDS = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ledger into;
  private final boolean mayClose;
  private final StringBuilder message = new StringBuilder();
  private final CompletableFuture<String> over = new CompletableFuture<>();

  /// @param mayClose whether the server may close the connection, so that its client finds another
  Conversation(Ledger into, boolean mayClose) {
    this.into = into;
    this.mayClose = mayClose;
  }

  /// Takes a message.
  ///
  /// @return the answer; null for none
  abstract @Nullable String answer(JsonNode message);

  /// An answer has been sent.
  CompletionStage<?> sent(WebSocket socket) {
    return CompletableFuture.completedStage(null);
  }

  /// Connects, and returns when the connection has ended, with the reason.
  ///
  /// @throws IOException if it cannot connect
  final String run(WebSocket.Builder builder, URI url) throws IOException, InterruptedException {
    CompletableFuture<WebSocket> connecting = builder.buildAsync(url, this);
    try {
      connecting.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return over.get();
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no WebSocket", e);
    } finally {
      over.complete("over");
      var _ = connecting.thenAccept(WebSocket::abort);
    }
  }

  /// Ends the connection. What arrives after it is not taken.
  final synchronized void hangUp(String reason) {
    over.complete(reason);
  }

  @Override
  public final void onOpen(WebSocket socket) {
    into.connected();
    socket.request(1);
  }

  @Override
  public final synchronized @Nullable CompletionStage<?> onText(
      WebSocket socket, CharSequence part, boolean last) {
    message.append(part);
    String answer = last && !over.isDone() ? answer() : null;
    if (answer == null) {
      socket.request(1);
      return null;
    }
    return socket
        .sendText(answer, true)
        .thenCompose(_ -> sent(socket))
        .whenComplete((_, broken) -> {
          if (broken == null) {
            socket.request(1);
          } else {
            over.complete("broken"); // Not reported while nothing is requested.
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

  @Override
  public final @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    boolean expected = code == ABNORMAL || mayClose && COME_BACK.contains(code);
    if (!over.isDone() && !expected) {
      into.complain("closed with " + code + " " + reason);
    }
    over.complete("closed with " + code);
    return null;
  }

  @Override
  public final void onError(WebSocket socket, Throwable broken) {
    over.complete("broken");
  }
}
