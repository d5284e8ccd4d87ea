package dev.botswain.discord.rest;

import dev.botswain.discord.rest.DiscordUnreachableException.Reason;
import dev.botswain.discord.rest.RateLimitedException.Scope;
import dev.botswain.secret.Secret;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One bot's access to Discord. All methods are thread-safe; their results complete on the caller's
/// Vert.x context if there is one, otherwise on the queue's.
///
/// This class decides what happens to a call: sent, sent again, answered or given up. [Scheduler]
/// decides when its turn comes.
public final class RestQueue implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RestQueue.class);

  /// Replaces a secret.
  public static final String REDACTED = TokenVeil.REDACTED;

  private final DiscordRest rest;
  private final Context context;
  private final Sender sender;
  private final RestListener listener;
  private final ConnectionShare share;
  private final Buckets buckets = new Buckets();
  private final Scheduler scheduler;
  private final TokenTrust trust;
  private final Retries retries;
  private final InvalidRequestGuard.Share invalid;
  private volatile boolean paused;
  private long lastNumber;
  private @Nullable RestException ended;

  /// @param token absent for requests that have their own token in the path
  RestQueue(DiscordRest rest, Context context, @Nullable Secret token, RestListener listener) {
    this.rest = rest;
    this.context = context;
    this.sender = new Sender(rest.transport, token, rest.isSessionId, this::run);
    this.listener = listener;
    this.invalid = rest.guard.share(() -> Fingerprint.of(token));
    this.trust = new TokenTrust(rest.ticker, this::whoAmI);
    this.retries = new Retries(rest);
    this.share = rest.connectionShare();
    int perSecond = rest.options.pace().perSecond();
    this.scheduler = new Scheduler(buckets, rest.vertx, rest.ticker, perSecond, rest.guard, share);
  }

  /// From now on its calls count toward one share with those of all queues with an equal sharer.
  public void countToward(Object sharer) {
    share.sharer(sharer);
  }

  /// Sends a request when its turn comes.
  ///
  /// @return Discord's final answer, including 4xx and 5xx; a 429 is waited out as long as the
  ///   request's patience allows. Fails with a [RestException], but never with a
  ///   [DiscordErrorException]
  public Future<RestResponse> send(RestRequest request) {
    return call(request).answer();
  }

  /// As [#send], but fails with a [DiscordErrorException] for every answer that is not 2xx.
  public Future<RestResponse> fetch(RestRequest request) {
    return send(request)
        .compose(response ->
            response.isSuccess()
                ? Future.succeededFuture(response)
                : Future.failedFuture(new DiscordErrorException(response)));
  }

  /// As [#send], with a handle for giving the request up.
  public RestCall call(RestRequest request) {
    var caller = Vertx.currentContext();
    return take(request, caller == null ? context : caller, null);
  }

  /// As [#call], for bodies of any length. A [RestBody.Streamed] is read when the request's turn
  /// has come. The answer is a [BodyStream] as soon as its head is there, unless it is short or
  /// must be judged first; then it is complete. All bytes move on the event loop that calls this. A
  /// 429 to a streamed body cannot be waited out, so it is returned as the answer.
  ///
  /// @param standIn replaces the token if that does not change an announced length; otherwise
  ///   [#REDACTED] does
  /// @throws IllegalStateException if the caller is not on an event loop
  public RestCall stream(RestRequest request, String standIn) {
    var caller = Vertx.currentContext();
    if (caller == null || !caller.isEventLoopContext()) {
      throw new IllegalStateException("bytes move on event loops");
    }
    return take(request, caller, standIn);
  }

  private RestCall take(RestRequest request, Context caller, @Nullable String standIn) {
    var patience = request.patience() == null ? rest.options.waits().turn() : request.patience();
    var call = newCall(request, patience, new RestCall.Recipient(caller, standIn));
    var counts = call.route().isInteraction() ? rest.interactions : rest.calls;
    if (paused) {
      fail(call, new QueuePausedException());
      return call;
    }
    call.place = share.place(counts);
    if (call.place == null) {
      fail(call, new QueueFullException((int) counts.share()));
    } else {
      run(() -> {
        call.number = ++lastNumber;
        enter(call);
      });
    }
    return call;
  }

  /// Sets whether everything that comes later fails with a [QueuePausedException]. What came before
  /// is still sent and answered.
  public void pause(boolean now) {
    paused = now;
  }

  /// Fails everything that waits, and everything that comes later, with a [QueueClosedException].
  /// Calls in flight are still answered.
  @Override
  public void close() {
    run(() -> end(new QueueClosedException()));
  }

  /// Fails everything that waits, and everything that comes later, with a [QueueAwayException], and
  /// completes when Discord has answered what is in flight.
  ///
  /// @param most after this time it completes even so
  public Future<Void> leave(Duration most) {
    Promise<Void> quiet = Promise.promise();
    run(() -> {
      end(new QueueAwayException());
      Hold.whileBusy(rest, most, () -> buckets.inFlight() > 0, quiet);
    });
    return quiet.future();
  }

  /// What a queue is doing.
  ///
  /// @param waiting calls that wait for their turn
  /// @param inFlight calls that Discord has not answered yet
  /// @param invalid answers with 401, 403 or 429 in the last ten minutes
  public record State(int waiting, int inFlight, int invalid) {}

  /// What it is doing; completes on its event loop.
  public Future<State> state() {
    var state = Promise.<State>promise();
    run(() ->
        state.complete(
            new State(
                buckets.waiting(), buckets.inFlight(), invalid.count(rest.ticker.getAsLong()))));
    return state.future();
  }

  void cancel(RestCall call) {
    run(() -> {
      var given = new CancellationException();
      scheduler.leave(call, given);
      fail(call, given);
    });
  }

  private RestCall newCall(RestRequest request, Duration patience, RestCall.Recipient recipient) {
    var now = rest.ticker.getAsLong();
    var route = Route.of(request.method(), request.path(), rest.clock);
    if (!sender.isBot() && !route.ownToken()) {
      throw new IllegalArgumentException("only a bot may do this");
    }
    // Without a bot's token, Discord's limit over all routes applies to the address instead.
    var exempt = sender.isBot() ? route.ownToken() : route.isInteraction();
    rest.metrics.accepted();
    var term = new RestCall.Term(now, now + patience.toNanos(), rest.clock.instant());
    return new RestCall(this::cancel, request, route, term, recipient, exempt)
        .watchedBy(rest.watch());
  }

  private void run(Runnable task) {
    if (context.equals(Vertx.currentContext())) {
      task.run();
    } else {
      context.runOnContext(_ -> task.run());
    }
  }

  /// A call arrives, or returns to be sent again.
  private void enter(RestCall call) {
    if (admit(call)) {
      call.waits(rest.ticker.getAsLong());
      scheduler
          .acquire(call)
          .onSuccess(permit -> transmit(call, permit))
          .onFailure(why -> {
            if (why instanceof RateLimitedException) {
              call.left(rest.ticker.getAsLong());
            }
            fail(call, why);
          });
    }
  }

  /// Whether a call may be sent at all; if not, it is answered here. Checked when it arrives and
  /// again when it is sent, because much can happen while it waits.
  private boolean admit(RestCall call) {
    if (call.finished) {
      return false;
    }
    if (ended != null) {
      fail(call, ended);
      return false;
    }
    RestResponse known = rest.goneWebhooks.answer(call.route());
    if (known != null) {
      finish(call, known);
      return false;
    }
    var refused = invalid.refusedFor(rest.ticker.getAsLong());
    if (refused > 0) {
      rest.metrics.refused();
      fail(call, new InvalidRequestGuardException(Duration.ofNanos(refused)));
      return false;
    }
    return true;
  }

  private void transmit(RestCall call, Scheduler.Permit permit) {
    if (!admit(call)) {
      permit.unused();
    } else if (rest.mayAct()) {
      call.heldSince = null;
      send(call, permit);
    } else {
      permit.unused();
      Hold.of(call, rest, () -> enter(call), () -> fail(call, new QueueAwayException()));
    }
  }

  private void send(RestCall call, Scheduler.Permit permit) {
    var sentAt = rest.ticker.getAsLong();
    call.left(sentAt);
    if (!call.wasSent()) {
      rest.metrics.firstSent(sentAt - call.acceptedAt());
    }
    call.sent();
    rest.metrics.sent();
    sender
        .send(call, permit::disconnected)
        .onSuccess(response -> {
          long took = rest.ticker.getAsLong() - sentAt;
          call.answered(response, took);
          listener.attempted(response.status());
          rest.metrics.answered(response.status(), took);
          answered(call, permit, response);
        })
        .onFailure(failure -> {
          call.unanswered(failure, rest.ticker.getAsLong() - sentAt);
          listener.attempted(0);
          unanswered(call, permit, failure);
        });
  }

  /// JSON that Discord says elsewhere, without this bot's token and session ids; the same array if
  /// there are none in it.
  public byte[] veiled(byte[] data) {
    return sender.veiled(data);
  }

  private void answered(RestCall call, Scheduler.Permit permit, RestResponse response) {
    var verdict = Verdict.of(call.route(), response);
    countInvalid(response.status(), verdict);
    if (verdict instanceof Verdict.WebhookGone) {
      rest.goneWebhooks.learn(call.route(), response);
    }
    permit.complete(response, verdict);
    switch (verdict) {
      case Verdict.Final(), Verdict.WebhookGone() -> finish(call, response);
      case Verdict.Failed() -> {
        if (!call.request().repeatable() || !tryAgain(call)) {
          finish(call, response);
        }
      }
      case Verdict.Limited(long _, Scope scope) -> {
        rest.metrics.limited(scope);
        call.wasLimited();
        if (call.request().body() instanceof RestBody.Streamed) {
          finish(call, response);
        } else {
          enter(call);
        }
      }
      case Verdict.TokenDoubted() -> doubtToken(call, response);
      case Verdict.TokenDead() -> {
        rejectToken();
        fail(call, new TokenRejectedException());
      }
    }
  }

  private void unanswered(RestCall call, Scheduler.Permit permit, Throwable failure) {
    var reason =
        failure instanceof DiscordUnreachableException it ? it.reason() : Reason.BROKEN_OFF;
    rest.metrics.failed(reason);
    var unsent = reason == Reason.NOT_CONNECTED;
    if (unsent) {
      permit.unused();
    } else {
      permit.unanswered();
    }
    var isClear = reason == Reason.ANSWER_TOO_LARGE || reason == Reason.NO_ANSWER;
    var mayRepeat = unsent || (call.request().repeatable() && !isClear);
    if (!mayRepeat || !tryAgain(call)) {
      fail(call, failure);
    }
  }

  private boolean tryAgain(RestCall call) {
    return retries.follow(call, () -> enter(call));
  }

  private void countInvalid(int status, Verdict verdict) {
    var isShared = verdict instanceof Verdict.Limited(long _, Scope scope) && scope == Scope.SHARED;
    if ((status == 401 || status == 403 || status == 429) && !isShared) {
      invalid.add(rest.ticker.getAsLong());
      rest.metrics.invalid();
    }
  }

  /// Until it is known whether the token is still valid, nothing else is sent with it.
  private void doubtToken(RestCall call, RestResponse response) {
    trust
        .holds()
        .onSuccess(holds -> {
          scheduler.release();
          if (holds) {
            finish(call, response);
          } else {
            fail(call, new TokenRejectedException());
          }
        });
  }

  private Future<RestResponse> whoAmI() {
    var request = RestRequest.get("/users/@me").repeatable(false);
    var call = newCall(request, Duration.ZERO, new RestCall.Recipient(context, null));
    send(call, scheduler.jump(call));
    return call.answer();
  }

  private void rejectToken() {
    if (ended == null) {
      end(new TokenRejectedException());
      try {
        listener.tokenRejected();
      } catch (RuntimeException failure) {
        log.error("a listener failed on a rejected token", failure);
      }
    }
  }

  private void end(RestException why) {
    if (ended == null) {
      ended = why;
      scheduler.close(why);
    }
  }

  private void finish(RestCall call, RestResponse response) {
    if (call.finished) {
      call.caller().runOnContext(_ -> response.drop());
    }
    complete(call, Future.succeededFuture(response));
  }

  private void fail(RestCall call, Throwable failure) {
    complete(call, Future.failedFuture(failure));
  }

  private void complete(RestCall call, Future<RestResponse> outcome) {
    if (!call.finished) {
      call.finished = true;
      call.leave();
      rest.metrics.finished();
      call.tell(listener, outcome, rest.ticker.getAsLong());
      call.complete(outcome);
    }
  }
}
