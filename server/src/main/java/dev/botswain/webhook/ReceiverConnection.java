package dev.botswain.webhook;

import dev.botswain.time.Alarm;
import dev.botswain.time.Await;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A webhook's way to its receiver: one attempt at a time, on one connection. The connection is
/// kept for a while if the receiver keeps it too. There is never a second one, whatever the
/// receiver and its name server do.
///
/// The state is confined to an event loop that the connection chooses. [#send] must be called by
/// one virtual thread at a time.
final class ReceiverConnection implements AutoCloseable {
  /// A connection that is idle for this long is closed.
  private static final Duration IDLE = Duration.ofSeconds(30);

  /// Some receivers send a body after an answer that has none, possibly with a delay. So a
  /// connection is reused only once its receiver has been silent for this long after an answer.
  private static final Duration SILENCE = Duration.ofMillis(500);

  private final Sender sender;
  private final long botId;
  private final Context context;
  private final Alarm idle;
  private final Alarm silence;
  private Endings endings = Endings.UNKNOWN;
  private @Nullable ReceiverSocket current;
  private @Nullable InetAddress lastAddress;
  private @Nullable Promise<Void> silent;

  private boolean closed;

  /// Counts dropped connections, so that a connection that is still being made learns that it is no
  /// longer needed.
  private int drops;

  /// What is known about how the receiver ends its answers.
  private enum Endings {
    UNKNOWN,
    CLEAN,
    /// Something arrived after an answer. From then on each message gets a new connection.
    UNCLEAN
  }

  /// @param botId the bot whose events it carries
  ReceiverConnection(Sender sender, long botId) {
    this.sender = sender;
    this.botId = botId;
    this.context = ((VertxInternal) sender.vertx).createEventLoopContext();
    this.idle = new Alarm(sender.vertx);
    this.silence = new Alarm(sender.vertx);
  }

  /// Tries once to deliver a message: a POST within 15 s, from resolving the address to the end of
  /// the answer. Before that it waits while too many attempts to the same host are in progress.
  ///
  /// @param earlier how often this message was sent before
  /// @return the outcome; never fails because of the receiver
  /// @throws InterruptedException if the thread is interrupted while it waits for its turn
  DeliveryAttempt send(
      WebhookUrl url, WebhookHeaders headers, WebhookSecrets secrets, Message message, int earlier)
      throws InterruptedException {
    try (var _ = sender.turns.take(url.host(), botId)) {
      Instant at = sender.clock.instant();
      long start = sender.ticker.nanos();
      var outcome = Promise.<DeliveryOutcome>promise();
      context.runOnContext(_ ->
          new DeliveryRequest(sender, this, headers, outcome)
              .start(
                  url,
                  () -> message.request(url, sender.userAgent, headers, secrets, at),
                  earlier));
      var known = Await.of(outcome.future());
      return new DeliveryAttempt(at, Duration.ofNanos(sender.ticker.nanos() - start), known);
    }
  }

  /// Closes the connection; an attempt in progress on it fails.
  @Override
  public void close() {
    context.runOnContext(_ -> {
      closed = true;
      drop();
    });
  }

  /// A connection to one of these addresses: the kept one, or a new one to the first address that
  /// accepts it. On the event loop.
  Future<ReceiverSocket> connect(WebhookUrl url, List<InetAddress> addresses) {
    ReceiverSocket known = current;
    if (known == null || !known.leadsTo(url, addresses)) {
      return open(url, addresses);
    }
    if (silent == null) {
      idle.stop();
      return Future.succeededFuture(known);
    }
    return silent.future().compose(_ -> connect(url, addresses), _ -> open(url, addresses));
  }

  /// A new connection in every case. On the event loop.
  Future<ReceiverSocket> open(WebhookUrl url, List<InetAddress> addresses) {
    drop();
    if (closed) {
      return Future.failedFuture("the connection is closed");
    }
    var order = new ArrayList<>(addresses);
    if (lastAddress != null && order.remove(lastAddress)) {
      order.addFirst(lastAddress);
    }
    List<InetAddress> some = order.subList(0, Math.min(order.size(), Sender.ADDRESSES));
    return open(url, some, sender.connectTimeout(some.size()), drops);
  }

  private Future<ReceiverSocket> open(
      WebhookUrl url, List<InetAddress> addresses, Duration each, int before) {
    InetAddress address = addresses.getFirst();
    return sender
        .client
        .connect(options(url, address, each))
        .compose(
            socket -> {
              var made = new ReceiverSocket[1];
              made[0] = new ReceiverSocket(socket, url, address, () -> unexpected(made[0]));
              if (drops != before) {
                made[0].close();
                return Future.failedFuture("nobody waits for it any more");
              }
              current = made[0];
              lastAddress = address;
              return Future.succeededFuture(made[0]);
            },
            cause ->
                addresses.size() > 1 && drops == before
                    ? open(url, addresses.subList(1, addresses.size()), each, before)
                    : Future.failedFuture(cause));
  }

  /// The address is numeric and the name is only for TLS, so that the name is not resolved again.
  private ConnectOptions options(WebhookUrl url, InetAddress address, Duration timeout) {
    return new ConnectOptions()
        .setRemoteAddress(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
        .setHost(url.host())
        .setPort(url.port())
        .setSsl(url.secure())
        .setSslOptions(sender.tls)
        .setTimeout((int) timeout.toMillis());
  }

  /// Whether the connection can be used for another message.
  boolean isKept() {
    return endings != Endings.UNCLEAN;
  }

  /// Keeps the connection for the next attempt, if that comes soon enough. On the event loop.
  void keep(ReceiverSocket kept) {
    kept.answers.rest();
    kept.netSocket.closeHandler(_ -> drop(kept));
    kept.netSocket.exceptionHandler(_ -> drop(kept));
    idle.set(IDLE, this::drop);
    if (endings == Endings.UNKNOWN) {
      var promise = Promise.<Void>promise();
      silent = promise;
      silence.set(
          SILENCE,
          () -> {
            endings = Endings.CLEAN;
            silent = null;
            promise.complete();
          });
    }
  }

  /// The receiver sent more than an answer, so what else it sends cannot be told apart from
  /// answers.
  void distrust() {
    endings = Endings.UNCLEAN;
  }

  /// The address may be at fault: from now on no address is preferred. On the event loop.
  void forgetAddress() {
    lastAddress = null;
  }

  private void unexpected(ReceiverSocket at) {
    distrust();
    if (current == at) {
      drop();
    } else {
      at.close();
    }
  }

  /// Closes the connection, even one that is still being made. On the event loop.
  void drop() {
    drops++;
    idle.stop();
    silence.stop();
    ReceiverSocket dropped = current;
    current = null;
    if (dropped != null) {
      dropped.close();
    }
    Promise<Void> waiting = silent;
    silent = null;
    if (waiting != null) {
      waiting.fail("closed");
    }
  }

  /// As above, unless it has been replaced by now.
  private void drop(ReceiverSocket closed) {
    if (current == closed) {
      drop();
    }
  }
}
