package dev.botswain.cluster;

import dev.botswain.store.NodeStore;
import dev.botswain.time.Ticker;
import io.vertx.core.Future;
import java.util.function.Consumer;

/// What all parts of a cluster use.
record Ground(
    NodeStore store,
    Ticker ticker,
    Loop loop,
    Residents residents,
    Rules rules,
    ClusterMetrics metrics) {

  /// Goes on with the loop's work once something is there.
  <T> void then(Future<T> awaited, Consumer<T> good, Consumer<Throwable> bad) {
    awaited.onComplete(
        value -> loop.run(() -> good.accept(value)),
        failure -> loop.run(() -> bad.accept(failure)));
  }
}
