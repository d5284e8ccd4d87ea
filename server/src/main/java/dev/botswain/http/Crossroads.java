package dev.botswain.http;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a request's way may lead to another server.
final class Crossroads {
  private final Function<Exchange, Passage> passages;
  private volatile @Nullable Elsewhere elsewhere;

  /// @param passages lets a request pass to another server
  Crossroads(Function<Exchange, Passage> passages) {
    this.passages = passages;
  }

  /// There are other servers.
  void lead(Elsewhere to) {
    elsewhere = to;
  }

  /// Continues with a request here, unless another server has to answer it.
  ///
  /// @param found null if it is for a [Mount]
  /// @param body null if it has not been read
  void pass(
      Exchange exchange,
      @Nullable Endpoint endpoint,
      Map<String, String> path,
      @Nullable Buffer body,
      Runnable here) {
    Elsewhere there = elsewhere;
    if (there == null || !takes(there, exchange, endpoint, path, body, here)) {
      here.run();
    }
  }

  private boolean takes(
      Elsewhere there,
      Exchange exchange,
      @Nullable Endpoint endpoint,
      Map<String, String> path,
      @Nullable Buffer body,
      Runnable here) {
    var sought =
        new Sought(
            exchange.request(),
            endpoint == null ? null : endpoint.described(),
            path,
            body,
            exchange.carrier().hop() != null);
    return there.takes(sought, () -> leave(exchange), () -> comeBack(exchange, here));
  }

  /// What arrives of its body meanwhile waits.
  private Passage leave(Exchange exchange) {
    var body = exchange.body();
    if (body != null && !body.isRead()) {
      exchange.request().pause();
    }
    return passages.apply(exchange);
  }

  private static void comeBack(Exchange exchange, Runnable here) {
    if (exchange.isDone()) {
      return;
    }
    exchange.request().response().closeHandler(null);
    try {
      here.run();
    } catch (RuntimeException failure) {
      exchange.refuse(failure);
    }
  }
}
