package dev.botswain.webhook;

import dev.botswain.bot.Await;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A webhook's way to its receiver: one attempt at a time, on one connection, which is kept for a
/// while if the receiver keeps it too. There is no second one, whatever the receiver and its name
/// server do.
///
/// Its state belongs to an event loop of its own choice. [#send] is for one virtual thread at a
/// time.
final class Line implements AutoCloseable {
  /// A connection that was not used for this long is closed.
  private static final Duration IDLE = Duration.ofSeconds(30);

  private static final int LONGEST_LINE = 4 << 10;
  private static final int LONGEST_HEAD = 16 << 10;
  private static final int CHUNK = 8 << 10;

  private final Sender sender;
  private final Context context;
  private @Nullable End end;
  private @Nullable Future<NetSocketInternal> connection;
  private long idle;

  Line(Sender sender) {
    this.sender = sender;
    this.context = ((VertxInternal) sender.vertx).createEventLoopContext();
  }

  /// Where a connection leads. The address is in figures, and the name is for TLS alone, so that
  /// nobody resolves it once more.
  private record End(boolean secure, String host, int port, InetAddress address) {
    ConnectOptions options(ClientSSLOptions tls) {
      return new ConnectOptions()
          .setRemoteAddress(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
          .setHost(host)
          .setPort(port)
          .setSsl(secure)
          .setSslOptions(tls);
    }
  }

  /// Tries once to deliver a message: a POST within 15 s, from the question for the address to the
  /// end of the answer. Before that it waits for as long as too many attempts to the same host are
  /// under way.
  ///
  /// @param tries how often this message was sent before
  /// @return what came of it; never fails because of the receiver
  /// @throws InterruptedException if the thread is interrupted while it waits for its turn
  Attempt send(WebhookUrl url, WebhookSecrets secrets, Message message, int tries)
      throws InterruptedException {
    try (var _ = sender.turns.take(url.host())) {
      Instant at = sender.clock.instant();
      long start = System.nanoTime();
      var request = message.request(url, sender.userAgent, secrets, at);
      var outcome = Promise.<Outcome>promise();
      context.runOnContext(_ -> new Exchange(sender, this, outcome).start(url, request, tries));
      var known = Await.of(outcome.future());
      return new Attempt(at, Duration.ofNanos(System.nanoTime() - start), known);
    }
  }

  /// Closes the connection; an attempt that is under way on it fails.
  @Override
  public void close() {
    context.runOnContext(_ -> drop());
  }

  /// A connection to that very address, the one that is there or a new one. On the event loop.
  Future<NetSocketInternal> connect(WebhookUrl url, InetAddress address) {
    var asked = new End(url.secure(), url.host(), url.port(), address);
    if (connection != null && asked.equals(end)) {
      sender.vertx.cancelTimer(idle);
      return connection;
    }
    drop();
    end = asked;
    connection = sender.client.connect(asked.options(sender.tls)).map(Line::speakHttp);
    return connection;
  }

  /// Keeps the connection for the next attempt, if that comes soon. On the event loop.
  void keep(NetSocketInternal socket) {
    idle = sender.vertx.setTimer(IDLE.toMillis(), _ -> drop());
    socket.closeHandler(_ -> drop(socket));
    socket.messageHandler(unasked -> {
      ReferenceCountUtil.release(unasked);
      drop(socket);
    });
  }

  /// Closes the connection, also one that is still being made. On the event loop.
  void drop() {
    if (connection != null) {
      var dropped = connection;
      connection = null;
      sender.vertx.cancelTimer(idle);
      // The socket's own close would wait until the receiver has taken all that was written.
      dropped.onSuccess(socket -> socket.channelHandlerContext().close());
    }
  }

  /// As above, unless there is another one by now.
  private void drop(NetSocketInternal socket) {
    if (connection != null && connection.result() == socket) {
      drop();
    }
  }

  private static NetSocketInternal speakHttp(NetSocket socket) {
    var here = ((NetSocketInternal) socket).channelHandlerContext();
    here.pipeline()
        .addBefore(here.name(), "http", new HttpClientCodec(LONGEST_LINE, LONGEST_HEAD, CHUNK));
    return (NetSocketInternal) socket;
  }
}
