package dev.botswain.time;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for a future in straight-line code. Only for virtual threads: an event loop must never
/// wait.
///
/// Use only this to wait: Vert.x's own `await` throws undeclared checked exceptions, which pass
/// every handler of [RuntimeException]. Here such an exception is wrapped in a
/// [CompletionException].
public final class Await {
  private Await() {}

  /// The future's value; an unchecked failure is thrown unchanged.
  public static <T> T of(Future<T> future) {
    return of(future.toCompletionStage().toCompletableFuture());
  }

  public static <T> T of(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw unchecked(e);
    }
  }

  /// The future's value, or [TimeoutException] after `most`.
  public static <T> T of(Future<T> future, Duration most) throws TimeoutException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unchecked(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  private static RuntimeException unchecked(Exception wrapper) {
    return wrapper.getCause() instanceof RuntimeException failure
        ? failure
        : new CompletionException(wrapper.getCause());
  }
}
