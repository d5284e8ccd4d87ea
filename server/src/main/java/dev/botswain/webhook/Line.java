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

/// A webhook's way to its receiver: one attempt at a time, on one connection, which is kept for a
/// while if the receiver keeps it too. There is no second one, whatever the receiver and its name
/// server do.
///
/// Its state belongs to an event loop of its own choice. [#send] is for one virtual thread at a
/// time.
final class Line implements AutoCloseable {
  /// A connection that was not used for this long is closed.
  private static final Duration IDLE = Duration.ofSeconds(30);

  /// Some receivers send a body behind an answer that has none, and it may take its time. So until
  /// a receiver was silent once for this long behind an answer, its connection is not used again.
  private static final Duration SILENCE = Duration.ofMillis(500);

  private final Sender sender;
  private final long botId;
  private final Context context;
  private final Alarm idle;
  private final Alarm silence;
  private Manners manners = Manners.UNKNOWN;
  private @Nullable Wire wire;
  private @Nullable InetAddress worked;
  private @Nullable Promise<Void> silent;

  private boolean closed;

  /// Counts what was dropped, so that who was still connecting learns that nobody waits for it.
  private int drops;

  /// What is known of how the receiver ends its answers.
  private enum Manners {
    UNKNOWN,
    GOOD,
    /// Something came behind an answer. Each message has a connection of its own from then on.
    BAD
  }

  /// @param botId whose events it carries
  Line(Sender sender, long botId) {
    this.sender = sender;
    this.botId = botId;
    this.context = ((VertxInternal) sender.vertx).createEventLoopContext();
    this.idle = new Alarm(sender.vertx);
    this.silence = new Alarm(sender.vertx);
  }

  /// Tries once to deliver a message: a POST within 15 s, from the question for the address to the
  /// end of the answer. Before that it waits for as long as too many attempts to the same host are
  /// under way.
  ///
  /// @param tries how often this message was sent before
  /// @return what came of it; never fails because of the receiver
  /// @throws InterruptedException if the thread is interrupted while it waits for its turn
  Attempt send(
      WebhookUrl url, WebhookHeaders headers, WebhookSecrets secrets, Message message, int tries)
      throws InterruptedException {
    try (var _ = sender.turns.take(url.host(), botId)) {
      Instant at = sender.clock.instant();
      long start = sender.ticker.nanos();
      var outcome = Promise.<Outcome>promise();
      context.runOnContext(_ ->
          new Exchange(sender, this, headers, outcome)
              .start(
                  url, () -> message.request(url, sender.userAgent, headers, secrets, at), tries));
      var known = Await.of(outcome.future());
      return new Attempt(at, Duration.ofNanos(sender.ticker.nanos() - start), known);
    }
  }

  /// Closes the connection; an attempt that is under way on it fails.
  @Override
  public void close() {
    context.runOnContext(_ -> {
      closed = true;
      drop();
    });
  }

  /// A connection to one of these addresses: the one that is there, or a new one to the first that
  /// takes it. On the event loop.
  Future<Wire> connect(WebhookUrl url, List<InetAddress> addresses) {
    Wire known = wire;
    if (known == null || !known.leadsTo(url, addresses)) {
      return open(url, addresses);
    }
    if (silent == null) {
      idle.stop();
      return Future.succeededFuture(known);
    }
    return silent.future().compose(_ -> connect(url, addresses), _ -> open(url, addresses));
  }

  /// A new connection, in any case. On the event loop.
  Future<Wire> open(WebhookUrl url, List<InetAddress> addresses) {
    drop();
    if (closed) {
      return Future.failedFuture("the line is closed");
    }
    var order = new ArrayList<>(addresses);
    if (worked != null && order.remove(worked)) {
      order.addFirst(worked);
    }
    List<InetAddress> some = order.subList(0, Math.min(order.size(), Sender.ADDRESSES));
    return open(url, some, sender.connectTimeout(some.size()), drops);
  }

  private Future<Wire> open(
      WebhookUrl url, List<InetAddress> addresses, Duration each, int before) {
    InetAddress address = addresses.getFirst();
    return sender
        .client
        .connect(options(url, address, each))
        .compose(
            socket -> {
              var made = new Wire[1];
              made[0] = new Wire(socket, url, address, () -> stray(made[0]));
              if (drops != before) {
                made[0].close();
                return Future.failedFuture("nobody waits for it any more");
              }
              wire = made[0];
              worked = address;
              return Future.succeededFuture(made[0]);
            },
            cause ->
                addresses.size() > 1 && drops == before
                    ? open(url, addresses.subList(1, addresses.size()), each, before)
                    : Future.failedFuture(cause));
  }

  /// The address is in figures, and the name is for TLS alone, so that nobody resolves it once
  /// more.
  private ConnectOptions options(WebhookUrl url, InetAddress address, Duration timeout) {
    return new ConnectOptions()
        .setRemoteAddress(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
        .setHost(url.host())
        .setPort(url.port())
        .setSsl(url.secure())
        .setSslOptions(sender.tls)
        .setTimeout((int) timeout.toMillis());
  }

  /// Whether the connection may be used for a further message.
  boolean isKept() {
    return manners != Manners.BAD;
  }

  /// Keeps the connection for the next attempt, if that comes soon. On the event loop.
  void keep(Wire kept) {
    kept.answers.rest();
    kept.socket.closeHandler(_ -> drop(kept));
    kept.socket.exceptionHandler(_ -> drop(kept));
    idle.set(IDLE, this::drop);
    if (manners == Manners.UNKNOWN) {
      var promise = Promise.<Void>promise();
      silent = promise;
      silence.set(
          SILENCE,
          () -> {
            manners = Manners.GOOD;
            silent = null;
            promise.complete();
          });
    }
  }

  /// The receiver sent more than an answer: what else it sends cannot be told apart from answers.
  void spoil() {
    manners = Manners.BAD;
  }

  /// The address may be at fault: none is preferred any more. On the event loop.
  void doubt() {
    worked = null;
  }

  private void stray(Wire at) {
    spoil();
    if (wire == at) {
      drop();
    } else {
      at.close();
    }
  }

  /// Closes the connection, also one that is still being made. On the event loop.
  void drop() {
    drops++;
    idle.stop();
    silence.stop();
    Wire dropped = wire;
    wire = null;
    if (dropped != null) {
      dropped.close();
    }
    Promise<Void> waiting = silent;
    silent = null;
    if (waiting != null) {
      waiting.fail("closed");
    }
  }

  /// As above, unless there is another one by now.
  private void drop(Wire closed) {
    if (wire == closed) {
      drop();
    }
  }
}
