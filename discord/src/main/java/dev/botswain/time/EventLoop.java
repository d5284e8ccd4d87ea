package dev.botswain.time;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/// An event loop to which other threads bring work, such as that of a bot, on which everything that
/// changes the bot runs.
public record EventLoop(Context context) {
  /// Does something there. May be called from any thread.
  ///
  /// @return fails if the work throws
  public <T> Future<T> run(Supplier<Future<T>> work) {
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
