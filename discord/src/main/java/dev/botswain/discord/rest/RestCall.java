package dev.botswain.discord.rest;

import dev.botswain.share.Shares;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request that was handed to a [RestQueue].
public final class RestCall {
  private final RestQueue queue;
  private final RestRequest request;
  private final Route route;
  private final long acceptedAt;
  private final long deadline;
  private final Context caller;
  private final @Nullable String standIn;
  private final boolean exempt;
  private final Promise<RestResponse> promise = Promise.promise();

  // What follows belongs to the queue and is touched on its event loop only.

  /// Its place among all calls of the queue.
  long number;

  /// In whose line it stands, or stood last.
  @Nullable Bucket bucket;

  /// Set while it stands in line.
  Scheduler.@Nullable Turn turn;

  /// Whether it was sent at least once.
  boolean sent;

  /// Where it has a place among the connections; [ConnectionShare] sees to it.
  @Nullable Shares<Object> connectedIn;

  /// Where it is counted until it is finished; null if it is not.
  @Nullable Shares<Object> countedIn;

  /// How often Discord failed to answer.
  int failures;

  boolean finished;

  /// When it last stood in line, in nanoseconds of the queue's ticker.
  long enteredAt;

  private volatile long waitedNanos;

  /// @param acceptedAt nanoseconds of the queue's ticker
  /// @param deadline by when it must have its turn, likewise
  /// @param caller where the answer is to be given
  /// @param standIn for the token in the answer, if that is wanted as it comes; then `caller` is an
  ///   event loop's
  /// @param exempt whether limits over all routes do not hold for it
  RestCall(
      RestQueue queue,
      RestRequest request,
      Route route,
      long acceptedAt,
      long deadline,
      Context caller,
      @Nullable String standIn,
      boolean exempt) {
    this.queue = queue;
    this.request = request;
    this.route = route;
    this.acceptedAt = acceptedAt;
    this.enteredAt = acceptedAt;
    this.deadline = deadline;
    this.caller = caller;
    this.standIn = standIn;
    this.exempt = exempt;
  }

  /// Discord's final answer, whatever its status, or a [RestException] that says why there is none.
  public Future<RestResponse> answer() {
    return promise.future();
  }

  /// Gives the request up. If it waits, it leaves the queue; if it is on its way to Discord, that
  /// cannot be undone, but a body that is read as it comes is closed by then. Either way [#answer]
  /// fails with a [java.util.concurrent.CancellationException], unless it has completed already.
  /// Any thread may call this.
  public void cancel() {
    queue.cancel(this);
  }

  /// How long it has stood in line until it was last sent or given up, Discord's own time left out.
  public Duration waited() {
    return Duration.ofNanos(waitedNanos);
  }

  /// Whether Discord was asked at all; its answer may have been known. To be called once there is
  /// an answer.
  public boolean wasSent() {
    return sent;
  }

  /// It stands in line no more. Called on the queue's event loop only.
  @SuppressWarnings("NonAtomicOperationOnVolatileField")
  void left(long now) {
    waitedNanos += Math.max(0, now - enteredAt);
    enteredAt = now;
  }

  RestRequest request() {
    return request;
  }

  Route route() {
    return route;
  }

  Context caller() {
    return caller;
  }

  @Nullable String standIn() {
    return standIn;
  }

  boolean exempt() {
    return exempt;
  }

  long acceptedAt() {
    return acceptedAt;
  }

  /// Nanoseconds, never negative.
  long patienceLeft(long now) {
    return Math.max(0, deadline - now);
  }

  /// Always in a turn of its own, so that what the caller does then, fail included, is none of the
  /// queue's business.
  void complete(Future<RestResponse> outcome) {
    caller.runOnContext(_ -> outcome.onComplete(promise));
  }
}
