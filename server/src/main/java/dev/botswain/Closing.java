package dev.botswain;

import dev.botswain.time.Await;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits while parts of the server close; one that fails or takes too long does not stop the rest.
final class Closing {
  private static final Logger log = LoggerFactory.getLogger(Closing.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private Closing() {}

  static void await(String what, Future<?> closing) {
    await(what, closing, Duration.ZERO);
  }

  /// @param grace how much longer than others it may take
  static void await(String what, Future<?> closing, Duration grace) {
    try {
      Await.of(closing, grace.plus(TIMEOUT));
    } catch (TimeoutException | RuntimeException e) {
      log.atWarn().addKeyValue("what", what).setCause(e).log("did not close cleanly");
    }
  }
}
