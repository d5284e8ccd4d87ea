package dev.botswain.http;

import dev.botswain.error.ApiError;
import dev.botswain.limit.Limit;
import dev.botswain.share.Shares;
import dev.botswain.time.Alarm;
import dev.botswain.time.Deadline;
import dev.botswain.trace.CurrentSpan;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;

/// Runs work that waits, each on its own virtual thread, up to a time and a number.
final class Work {
  private final Vertx vertx;
  private final Duration limit;
  private final Shares<String> running = Limit.REQUESTS.shares();

  /// @param limit after which the caller is answered with 504 and the thread is interrupted
  Work(Vertx vertx, Duration limit) {
    this.vertx = vertx;
    this.limit = limit;
  }

  /// The time by which work that begins now must be done.
  Deadline deadline() {
    return Deadline.in(limit);
  }

  long running() {
    return running.taken();
  }

  /// Called on the exchange's event loop, where the answer is written too.
  void start(Exchange exchange, Callable<Answer> task) {
    String tenant = exchange.tenant();
    if (running.take(tenant) != null) {
      throw ApiError.BUSY
          .because("too many requests are in progress on this server")
          .retryAfter(Duration.ofSeconds(1));
    }
    var loop = vertx.getOrCreateContext();
    var thread =
        Thread.ofVirtual()
            .name("request-" + exchange.requestId())
            .unstarted(() -> {
              Runnable outcome =
                  CurrentSpan.get(exchange.account().span(), () -> outcome(exchange, task));
              running.give(tenant);
              try {
                loop.runOnContext(_ -> outcome.run());
              } catch (RejectedExecutionException stopped) {
                // The event loop is gone, and the connection with it.
              }
            });
    var alarm = new Alarm(vertx);
    alarm.set(
        limit,
        () -> {
          exchange.refuse(ApiError.TIMED_OUT.refusal());
          thread.interrupt();
        });
    exchange.onDone(alarm::stop);
    thread.start();
  }

  private static Runnable outcome(Exchange exchange, Callable<Answer> task) {
    try {
      var answer = Objects.requireNonNull(task.call());
      return () -> exchange.send(answer);
    } catch (Throwable failure) {
      return () -> exchange.refuse(failure);
    }
  }
}
