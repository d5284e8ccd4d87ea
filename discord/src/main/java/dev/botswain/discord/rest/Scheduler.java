package dev.botswain.discord.rest;

import dev.botswain.discord.rest.RateLimitedException.Scope;
import dev.botswain.share.Shares;
import dev.botswain.time.Alarm;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Decides which of a bot's calls is sent next, and when. A call waits in its bucket. When the
/// bucket lets its first call go, the bucket is ready. Ready buckets take turns, one call each, at
/// the gate that all share: the global limit, a ban of this server's address, and the hold while
/// the token is in doubt. Exempt requests are only stopped by the ban. The call whose turn it is
/// gets a [Permit].
///
/// Confined to the queue's event loop.
final class Scheduler {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final Duration SWEEP = Duration.ofSeconds(30);

  /// The wait to report when it depends on an answer that has not arrived.
  private static final long UNKNOWN_WAIT = Duration.ofSeconds(1).toNanos();

  private final Vertx vertx;
  private final LongSupplier ticker;
  private final InvalidRequestGuard guard;
  private final ConnectionShare connections;
  private final GlobalLimit global;
  private final GlobalLimit none = new GlobalLimit(0);
  private final Buckets buckets;
  private final LinkedHashSet<Bucket> ready = new LinkedHashSet<>();
  private final Alarm gate;
  private final Alarm sweep;

  /// Buckets whose next call needs a place among the connections.
  private final LinkedHashSet<Bucket> blocked = new LinkedHashSet<>();

  private final Alarm unblock;
  private boolean held;

  /// @param connections nothing is sent without a place among them
  Scheduler(
      Buckets buckets,
      Vertx vertx,
      LongSupplier ticker,
      int globalPerSecond,
      InvalidRequestGuard guard,
      ConnectionShare connections) {
    this.buckets = buckets;
    this.vertx = vertx;
    this.ticker = ticker;
    this.guard = guard;
    this.connections = connections;
    global = new GlobalLimit(globalPerSecond);
    gate = new Alarm(vertx);
    sweep = new Alarm(vertx);
    unblock = new Alarm(vertx);
  }

  /// Adds a call to its bucket, behind those with a lower number; it may be sent at once.
  ///
  /// @return the permit when it may be sent, on the queue's event loop. Fails with a
  ///   [RateLimitedException] as soon as it is certain that its turn would come too late, and with
  ///   the causes given to [#leave] and [#close]
  Future<Permit> acquire(RestCall call) {
    var bucket = buckets.of(call.route());
    var now = ticker.getAsLong();
    var wait = certainWait(call, bucket, bucket.ahead(call), now);
    if (wait.nanos() > call.patienceLeft(now)) {
      return Future.failedFuture(wait.refusal());
    }
    var turn = new Turn(Promise.promise(), new Alarm(vertx));
    call.bucket = bucket;
    call.turn = turn;
    bucket.waiting().add(call);
    if (!sweep.isSet()) {
      sweep.set(SWEEP, this::sweep);
    }
    advance(bucket);
    if (call.turn != null) {
      turn.patience().set(Duration.ofNanos(call.patienceLeft(now)), () -> expire(call));
    }
    return turn.permit().future();
  }

  /// A permit for a call that skips all waiting.
  Permit jump(RestCall call) {
    connect(call);
    return new Permit(call, buckets.of(call.route()));
  }

  /// Removes a call that waits; does nothing otherwise.
  void leave(RestCall call, Throwable why) {
    var turn = remove(call);
    if (turn != null) {
      turn.permit().fail(why);
    }
  }

  private @Nullable Turn remove(RestCall call) {
    var turn = call.turn;
    var bucket = call.bucket;
    if (turn != null && bucket != null) {
      turn.patience().stop();
      call.turn = null;
      bucket.waiting().remove(call);
    }
    return turn;
  }

  /// Removes all waiting calls and stops all timers.
  void close(Throwable why) {
    var all = new ArrayList<RestCall>();
    buckets.forEach(bucket -> {
      all.addAll(bucket.waiting());
      if (bucket.alarm != null) {
        bucket.alarm.stop();
      }
    });
    gate.stop();
    sweep.stop();
    unblock.stop();
    all.forEach(call -> leave(call, why));
  }

  /// The token is no longer in doubt.
  void release() {
    held = false;
    pump();
  }

  private void advance(Bucket bucket) {
    if (bucket.waiting().isEmpty()) {
      return;
    }
    if (bucket.waiting().first().exempt()) {
      while (step(bucket)) {
        // They share no gate with others, so they need not take turns.
      }
    } else {
      ready.add(bucket);
      pump();
    }
  }

  private void pump() {
    while (!ready.isEmpty() && !held) {
      var now = ticker.getAsLong();
      var wait = Math.max(global.waitNanos(now), guard.bannedFor(now));
      if (wait > 0) {
        if (wait != Bucket.UNTIL_ANSWER && !gate.isSet()) {
          gate.set(Duration.ofNanos(wait), this::pump);
        }
        return;
      }
      var bucket = ready.removeFirst();
      if (step(bucket)) {
        ready.add(bucket);
      }
    }
  }

  /// Sends the first call of the bucket if the bucket allows.
  ///
  /// @return whether there is another to try
  private boolean step(Bucket bucket) {
    if (bucket.waiting().isEmpty()) {
      return false;
    }
    var now = ticker.getAsLong();
    var wait = Math.max(bucket.waitNanos(now), guard.bannedFor(now));
    if (wait == Bucket.UNTIL_ANSWER) {
      return false;
    }
    if (wait > 0) {
      ringIn(bucket, wait);
      return false;
    }
    var call = bucket.next(now);
    if (call == null) {
      ringIn(bucket, bucket.nextReleaseNanos(now));
      return false;
    }
    var refused = connect(call);
    if (refused != null) {
      block(bucket, refused);
      return false;
    }
    var turn = remove(call);
    if (turn != null) {
      turn.permit().complete(new Permit(call, bucket));
    }
    return !bucket.waiting().isEmpty();
  }

  private Shares.@Nullable Refusal connect(RestCall call) {
    var kind = connections.kind(call.request(), call.route());
    var sharer = connections.sharer();
    var refused = kind.take(sharer);
    call.connection = refused == null ? new Place(kind, sharer) : null;
    return refused;
  }

  /// A place of this queue comes back through [Permit#disconnected]; places of other queues come
  /// back without notice.
  private void block(Bucket bucket, Shares.Refusal refused) {
    blocked.add(bucket);
    boolean comesBackHere = refused == Shares.Refusal.SHARE && !connections.isShared();
    if (!comesBackHere && !unblock.isSet()) {
      unblock.set(LOOK_AGAIN, this::unblock);
    }
  }

  private void unblock() {
    var waiting = List.copyOf(blocked);
    blocked.clear();
    waiting.forEach(this::advance);
  }

  private void ringIn(Bucket bucket, long nanos) {
    if (bucket.alarm == null) {
      bucket.alarm = new Alarm(vertx);
    }
    bucket.alarm.set(Duration.ofNanos(nanos), () -> advance(bucket));
  }

  private GlobalLimit globalOf(RestCall call) {
    return call.exempt() ? none : global;
  }

  private void sweep() {
    var now = ticker.getAsLong();
    global.trim(now);
    if (!buckets.sweep(now)) {
      sweep.set(SWEEP, this::sweep);
    }
  }

  private void expire(RestCall call) {
    var turn = remove(call);
    var bucket = call.bucket;
    if (turn != null && bucket != null) {
      var wait = certainWait(call, bucket, bucket.waiting().size(), ticker.getAsLong());
      var known = wait.nanos() > 0 ? wait : new Wait(UNKNOWN_WAIT, wait.scope(), bucket);
      turn.permit().fail(known.refusal());
    }
  }

  /// Calls that certainly come too late need not wait to learn it.
  private void dropTooLate(Bucket bucket, long now) {
    var ahead = 0;
    for (var call : List.copyOf(bucket.waiting())) {
      var wait = certainWait(call, bucket, ahead, now);
      if (wait.nanos() > call.patienceLeft(now)) {
        leave(call, wait.refusal());
      } else {
        ahead++;
      }
    }
  }

  private Wait certainWait(RestCall call, Bucket bucket, int ahead, long now) {
    var wait = new Wait(bucket.certainWaitNanos(ahead, now), bucket.scope(), bucket);
    var held = bucket.heldFor(call.route(), now);
    if (held > wait.nanos()) {
      wait = new Wait(held, Scope.SHARED, bucket);
    }
    var pause = globalOf(call).pausedFor(now);
    if (pause > wait.nanos()) {
      wait = new Wait(pause, Scope.GLOBAL, bucket);
    }
    var ban = guard.bannedFor(now);
    if (ban > wait.nanos()) {
      wait = new Wait(ban, Scope.ADDRESS, bucket);
    }
    return wait;
  }

  /// What a waiting call waits for.
  ///
  /// @param patience set for its end
  record Turn(Promise<Permit> permit, Alarm patience) {}

  private record Wait(long nanos, Scope scope, Bucket bucket) {
    RateLimitedException refusal() {
      return new RateLimitedException(Duration.ofNanos(nanos), scope, bucket);
    }
  }

  /// Permission to send a call once. Until it is settled, in one way and once, the call counts as
  /// in flight.
  final class Permit {
    private final RestCall call;
    private final Bucket bucket;

    private Permit(RestCall call, Bucket bucket) {
      this.call = call;
      this.bucket = bucket;
      bucket.sent();
      globalOf(call).sent();
    }

    /// Discord answered: what the answer says about limits applies from now on. If it puts the
    /// token in doubt, nothing that needs it is sent until [#release]. The connection is kept while
    /// the answer's body still arrives.
    void complete(RestResponse response, Verdict verdict) {
      var now = ticker.getAsLong();
      bucket.settled();
      globalOf(call).settled(now);
      var headers = RateLimitHeaders.of(response.headers());
      var named =
          headers
              .map(it ->
                  verdict instanceof Verdict.Limited
                      ? buckets.refused(call.route(), bucket, it.bucket())
                      : buckets.learn(call.route(), bucket, it.bucket()))
              .orElse(bucket);
      call.bucket = named;
      var news = headers.map(it -> named.observe(it, now)).orElse(false);
      // A refusal without them may come from a proxy in front of Discord, and says nothing.
      if (headers.isEmpty() && verdict instanceof Verdict.Final && response.isSuccess()) {
        named.observeNoLimit();
      }
      held |= verdict instanceof Verdict.TokenDoubted || verdict instanceof Verdict.TokenDead;
      if (verdict instanceof Verdict.Limited limited) {
        pause(named, limited, now);
      } else if (news) {
        dropTooLate(named, now);
      }
      advance(bucket);
      advance(named);
      pump();
      if (response.stream() == null) {
        disconnected();
      }
    }

    private void pause(Bucket named, Verdict.Limited limited, long now) {
      var nanos = limited.nanos();
      var scope = limited.scope();
      if (scope == Scope.ADDRESS) {
        guard.ban(nanos, now);
      } else if (scope == Scope.GLOBAL && !call.exempt()) {
        global.pause(nanos, now);
      } else {
        // Discord may refuse in the name of a bucket other than the one that it counts in.
        for (var each : alike(named)) {
          if (scope == Scope.SHARED) {
            each.hold(call.route(), nanos, now);
          } else {
            each.pause(nanos, scope, now);
          }
        }
      }
      buckets.forEach(any -> dropTooLate(any, now));
    }

    /// The bucket that a refusal names, the one under which the call was sent, and the one in which
    /// it will wait; mostly they are the same.
    private Set<Bucket> alike(Bucket named) {
      return new HashSet<>(List.of(named, bucket, buckets.of(call.route())));
    }

    /// It was sent, but there is no answer.
    void unanswered() {
      bucket.settled();
      globalOf(call).settled(ticker.getAsLong());
      advance(bucket);
      pump();
      disconnected();
    }

    /// It was not sent.
    void unused() {
      bucket.unsent();
      globalOf(call).unsent();
      call.disconnect();
      // On an empty stack, because thousands of calls may pass on their turns in a chain.
      vertx.runOnContext(_ -> {
        advance(bucket);
        pump();
        unblock();
      });
    }

    /// The call no longer needs its connection. Further calls have no effect.
    void disconnected() {
      call.disconnect();
      unblock();
    }
  }
}
