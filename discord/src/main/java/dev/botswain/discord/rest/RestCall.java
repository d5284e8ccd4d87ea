package dev.botswain.discord.rest;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A request that was passed to a [RestQueue].
public final class RestCall {
  private final Consumer<RestCall> cancelling;
  private final RestRequest request;
  private final Route route;
  private final Term term;
  private final Recipient recipient;
  private final boolean exempt;
  private final Promise<RestResponse> promise = Promise.promise();

  // The following belongs to the queue and is only used on its event loop.

  /// Its number among all calls of the queue.
  long number;

  /// The bucket in which it waits, or waited last.
  @Nullable Bucket bucket;

  /// Set while it waits.
  Scheduler.@Nullable Turn turn;

  /// How often it was sent.
  private int tries;

  /// How often Discord answered 429.
  private int limited;

  private long discordNanos;

  /// Its place among the connections; null if it has none.
  @Nullable Place connection;

  /// Its place among the unfinished calls; null if it is not counted.
  @Nullable Place place;

  /// How often Discord failed to answer.
  int failures;

  /// Since when it has its turn and may not be sent, by the queue's ticker; null if it may.
  @Nullable Long heldSince;

  boolean finished;

  /// Null if nobody watches.
  private @Nullable CallProgress watch;

  /// When it last began to wait, in nanoseconds of the queue's ticker.
  private long enteredAt;

  private volatile long waitedNanos;

  /// How long it may wait for its turn, in nanoseconds of the queue's ticker.
  ///
  /// @param deadline by when it must have its turn
  /// @param began the time of day at which it was accepted
  record Term(long acceptedAt, long deadline, Instant began) {}

  /// The receiver of the answer.
  ///
  /// @param context of the answer
  /// @param standIn replaces the token in the answer, if the answer is streamed; `context` is then
  ///   an event loop's
  record Recipient(Context context, @Nullable String standIn) {}

  /// @param cancelling gives it up, from any thread
  /// @param exempt whether limits over all routes do not apply to it
  RestCall(
      Consumer<RestCall> cancelling,
      RestRequest request,
      Route route,
      Term term,
      Recipient recipient,
      boolean exempt) {
    this.cancelling = cancelling;
    this.request = request;
    this.route = route;
    this.term = term;
    this.enteredAt = term.acceptedAt();
    this.recipient = recipient;
    this.exempt = exempt;
  }

  /// Discord's final answer, whatever its status, or a [RestException] that says why there is none.
  public Future<RestResponse> answer() {
    return promise.future();
  }

  /// Gives the request up. If it waits, it leaves the queue. If it is in flight, that cannot be
  /// undone, but a streamed body is closed. In both cases [#answer] fails with a
  /// [java.util.concurrent.CancellationException], unless it has completed already. Thread-safe.
  public void cancel() {
    cancelling.accept(this);
  }

  /// How long it waited until it was last sent or given up, without the time that Discord took.
  public Duration waited() {
    return Duration.ofNanos(waitedNanos);
  }

  /// Whether Discord was asked at all; the answer may have been known. To be called once there is
  /// an answer.
  public boolean wasSent() {
    return tries > 0;
  }

  /// To be called before it enters a queue.
  RestCall watchedBy(@Nullable CallWatch by) {
    watch = by == null ? null : by.given(request, route);
    return this;
  }

  /// It waits for its turn from now on.
  void waits(long now) {
    enteredAt = now;
    if (watch != null) {
      watch.waits();
    }
  }

  /// It is sent now.
  void sent() {
    tries++;
    if (watch != null) {
      watch.sent(tries);
    }
  }

  void answered(RestResponse answer, long nanos) {
    took(nanos);
    if (watch != null) {
      watch.answered(answer);
    }
  }

  void unanswered(Throwable why, long nanos) {
    took(nanos);
    if (watch != null) {
      watch.unanswered(why);
    }
  }

  private void took(long nanos) {
    discordNanos += Math.max(0, nanos);
  }

  /// Discord's answer was 429.
  void wasLimited() {
    limited++;
  }

  /// It no longer waits. Called on the queue's event loop only.
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
    return recipient.context();
  }

  @Nullable String standIn() {
    return recipient.standIn();
  }

  boolean exempt() {
    return exempt;
  }

  long acceptedAt() {
    return term.acceptedAt();
  }

  /// Nanoseconds, never negative.
  long patienceLeft(long now) {
    return Math.max(0, term.deadline() - now);
  }

  /// Tells a listener of the final outcome.
  ///
  /// @param now by the queue's ticker
  void tell(RestListener listener, Future<RestResponse> outcome, long now) {
    FinishedCall finished = finished(now);
    if (outcome.succeeded()) {
      int status = outcome.result().status();
      int code = status < 400 ? 0 : DiscordErrorBody.of(outcome.result().body()).code();
      listener.answered(finished, status, code);
      ended(finished, status, null);
    } else {
      listener.failed(finished, outcome.cause());
      ended(finished, 0, outcome.cause());
    }
  }

  private void ended(FinishedCall finished, int status, @Nullable Throwable why) {
    if (watch != null) {
      watch.ended(finished, status, why);
    }
  }

  private FinishedCall finished(long now) {
    return new FinishedCall(
        request,
        route,
        term.began(),
        waited(),
        Duration.ofNanos(discordNanos),
        tries,
        limited,
        bucket == null ? null : bucket.view(now));
  }

  /// Gives its connection back, if it has one.
  void disconnect() {
    if (connection != null) {
      connection.giveBack();
      connection = null;
    }
  }

  /// It is finished, and no longer counted.
  void leave() {
    if (place != null) {
      place.giveBack();
    }
  }

  /// Always as a separate task, so that whatever the caller then does, including failing, does not
  /// affect the queue.
  void complete(Future<RestResponse> outcome) {
    recipient.context().runOnContext(_ -> outcome.onComplete(promise));
  }
}
