package dev.botswain.net;

import dev.botswain.time.Alarm;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Connects to the first of several addresses that accepts the connection, as in RFC 8305: the next
/// address is tried as soon as one has failed, or has not answered for a quarter of a second, and
/// the first to succeed wins.
///
/// Confined to an event loop.
final class Race<T> {
  /// RFC 8305, section 5.
  private static final Duration DELAY = Duration.ofMillis(250);

  private final ArrayDeque<InetAddress> waiting;
  private final Function<InetAddress, Future<T>> connect;
  private final Consumer<T> discard;
  private final Promise<T> won = Promise.promise();
  private final Alarm next;
  private int running;
  private @Nullable Throwable failure;

  private Race(
      Vertx vertx,
      List<InetAddress> addresses,
      Function<InetAddress, Future<T>> connect,
      Consumer<T> discard) {
    this.waiting = new ArrayDeque<>(addresses);
    this.connect = connect;
    this.discard = discard;
    this.next = new Alarm(vertx);
  }

  /// @param addresses at least one, in the order in which they are tried
  /// @param discard receives connections that came too late
  /// @return the result of the first success; fails as the first attempt did
  static <T> Future<T> run(
      Vertx vertx,
      List<InetAddress> addresses,
      Function<InetAddress, Future<T>> connect,
      Consumer<T> discard) {
    var race = new Race<>(vertx, addresses, connect, discard);
    race.start();
    return race.won.future();
  }

  private void start() {
    running++;
    connect.apply(waiting.remove()).onComplete(this::arrived);
    if (!waiting.isEmpty() && !won.future().isComplete()) {
      next.set(DELAY, this::start);
    }
  }

  private void arrived(AsyncResult<T> outcome) {
    running--;
    if (outcome.succeeded()) {
      next.stop();
      waiting.clear();
      if (!won.tryComplete(outcome.result())) {
        discard.accept(outcome.result());
      }
      return;
    }
    failure = failure == null ? outcome.cause() : failure;
    if (!waiting.isEmpty()) {
      next.stop();
      start();
    } else if (running == 0) {
      won.tryFail(failure);
    }
  }

  /// Addresses of both families in turn, starting with the family of the first (RFC 8305, section
  /// 4).
  static List<InetAddress> interleaved(List<InetAddress> addresses) {
    var alike = new ArrayDeque<InetAddress>();
    var others = new ArrayDeque<InetAddress>();
    for (var address : addresses) {
      (address.getClass() == addresses.getFirst().getClass() ? alike : others).add(address);
    }
    var order = new ArrayList<InetAddress>(addresses.size());
    while (!alike.isEmpty() || !others.isEmpty()) {
      if (!alike.isEmpty()) {
        order.add(alike.remove());
      }
      if (!others.isEmpty()) {
        order.add(others.remove());
      }
    }
    return order;
  }
}
