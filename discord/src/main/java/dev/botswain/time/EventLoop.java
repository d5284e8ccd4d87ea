package dev.botswain.bot;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/// A bot's own event loop, on which everything that changes it runs.
record BotLoop(Context context) {
  /// Does something there. May be called from any thread.
  <T> Future<T> run(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(_ -> {
      try {
        work.get().onComplete(promise);
      } catch (RuntimeException e) {
        promise.fail(e);
      }
    });
    return promise.future();
  }
}
