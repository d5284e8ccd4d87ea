package dev.botswain.bench;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for what event loops do.
final class Waiting {
  private Waiting() {}

  /// @throws IOException if it fails, or takes longer
  static <T> T await(Future<T> future, Duration atMost) throws IOException, InterruptedException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("not done in " + atMost.toSeconds() + " s", e);
    }
  }
}
