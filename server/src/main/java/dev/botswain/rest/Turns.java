package dev.botswain.rest;

import dev.botswain.limit.Shares;
import dev.botswain.rest.RateLimitedException.Scope;
import dev.botswain.time.Alarm;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Decides which of a bot's calls goes next, and when. A call waits in the line of its bucket. When
/// the bucket lets its first one go, the bucket is ready; ready buckets take turns, one call each,
/// at the gate that all share: the global limit, a ban of this server's address, and the hold while
/// the token is in doubt. Requests that are exempt stop at the ban only.
///
/// Confined to the queue's event loop.
final class Turns {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final Duration SWEEP = Duration.ofSeconds(30);

  /// What to tell a caller whose turn depends on an answer that has not come.
  private static final long UNKNOWN_WAIT = TimeUnit.SECONDS.toNanos(1);

  private final Vertx vertx;
  private final LongSupplier ticker;
  private final InvalidRequestGuard guard;
  private final ConnectionShare connections;
  private final Predicate<RestCall> admit;
  private final Consumer<RestCall> go;
  private final BiConsumer<RestCall, RateLimitedException> tooLate;
  private final GlobalLimit global;
  private final GlobalLimit none = new GlobalLimit(0);
  private final Buckets buckets = new Buckets();
  private final LinkedHashSet<Bucket> ready = new LinkedHashSet<>();
  private final Alarm gate;
  private final Alarm sweep;

  /// Buckets whose next call wants a place among the connections.
  private final LinkedHashSet<Bucket> blocked = new LinkedHashSet<>();

  private final Alarm unblock;
  private boolean held;

  /// @param connections without a place among which nothing goes
  /// @param admit has the last word on a call whose turn has come; one that it refuses is in no
  ///   line any more
  /// @param go sends a call
  /// @param tooLate is told of a call that is in no line any more because its turn would come too
  ///   late
  Turns(
      Vertx vertx,
      LongSupplier ticker,
      int globalPerSecond,
      InvalidRequestGuard guard,
      ConnectionShare connections,
      Predicate<RestCall> admit,
      Consumer<RestCall> go,
      BiConsumer<RestCall, RateLimitedException> tooLate) {
    this.vertx = vertx;
    this.ticker = ticker;
    this.guard = guard;
    this.connections = connections;
    this.admit = admit;
    this.go = go;
    this.tooLate = tooLate;
    global = new GlobalLimit(globalPerSecond);
    gate = new Alarm(vertx);
    sweep = new Alarm(vertx);
    unblock = new Alarm(vertx);
  }

  /// Puts a call in line, behind those with a lower number; it may go at once.
  void join(RestCall call) {
    var bucket = buckets.of(call.route());
    var now = ticker.getAsLong();
    var wait = certainWait(call, bucket, bucket.ahead(call), now);
    if (wait.nanos() > call.patienceLeft(now)) {
      tooLate.accept(call, wait.refusal());
      return;
    }
    var patience = new Alarm(vertx);
    call.bucket = bucket;
    call.patience = patience;
    bucket.line().add(call);
    if (!sweep.isSet()) {
      sweep.set(SWEEP, this::sweep);
    }
    advance(bucket);
    if (call.patience == patience) {
      patience.set(Duration.ofNanos(call.patienceLeft(now)), () -> expire(call));
    }
  }

  /// Sends a call past all lines.
  void jump(RestCall call) {
    connections.take(call);
    send(call, buckets.of(call.route()));
  }

  /// Takes a call out of its line, if it stands in one.
  void leave(RestCall call) {
    if (call.patience != null && call.bucket != null) {
      call.patience.stop();
      call.patience = null;
      call.bucket.line().remove(call);
    }
  }

  /// Takes all calls out of their lines and stops all clocks.
  List<RestCall> clear() {
    var all = new ArrayList<RestCall>();
    buckets.forEach(bucket -> {
      all.addAll(bucket.line());
      if (bucket.alarm != null) {
        bucket.alarm.stop();
      }
    });
    all.forEach(this::leave);
    gate.stop();
    sweep.stop();
    unblock.stop();
    return all;
  }

  /// The token is not in doubt any more.
  void release() {
    held = false;
    pump();
  }

  /// A call needs its connection no more.
  void disconnected(RestCall call) {
    connections.give(call);
    unblock();
  }

  /// Discord answered a call that was sent: what the answer says of limits holds from now on. If it
  /// puts the token in doubt, nothing that needs it goes until [#release].
  void answered(RestCall call, RestResponse response, Verdict verdict) {
    var now = ticker.getAsLong();
    var sentUnder = call.sentUnder();
    sentUnder.settled();
    globalOf(call).settled(now);
    var headers = RateLimitHeaders.of(response.headers());
    var bucket =
        headers
            .map(it ->
                verdict instanceof Verdict.Limited
                    ? buckets.refused(call.route(), sentUnder, it.bucket())
                    : buckets.learn(call.route(), sentUnder, it.bucket()))
            .orElse(sentUnder);
    var news = headers.map(it -> bucket.observe(it, now)).orElse(false);
    // A refusal without them may come from whoever stands before Discord, and says nothing.
    if (headers.isEmpty() && verdict instanceof Verdict.Final && response.isSuccess()) {
      bucket.observeNoLimit();
    }
    held |= verdict instanceof Verdict.TokenDoubted || verdict instanceof Verdict.TokenDead;
    if (verdict instanceof Verdict.Limited limited) {
      pause(call, bucket, limited, now);
    } else if (news) {
      dropTooLate(bucket, now);
    }
    advance(sentUnder);
    advance(bucket);
    pump();
  }

  /// A call that was sent has no answer.
  void unanswered(RestCall call) {
    call.sentUnder().settled();
    globalOf(call).settled(ticker.getAsLong());
    advance(call.sentUnder());
    pump();
  }

  /// A call that was to be sent never left.
  void unsent(RestCall call) {
    call.sentUnder().unsent();
    globalOf(call).unsent();
    advance(call.sentUnder());
    pump();
  }

  private void pause(RestCall call, Bucket bucket, Verdict.Limited limited, long now) {
    var nanos = limited.nanos();
    var scope = limited.scope();
    if (scope == Scope.ADDRESS) {
      guard.ban(nanos, now);
    } else if (scope == Scope.GLOBAL && !call.exempt()) {
      global.pause(nanos, now);
    } else {
      // Discord may refuse in the name of another bucket than the one that it counts in.
      for (var each : alike(bucket, call)) {
        if (scope == Scope.SHARED) {
          each.hold(call.route(), nanos, now);
        } else {
          each.pause(nanos, scope, now);
        }
      }
    }
    buckets.forEach(any -> dropTooLate(any, now));
  }

  /// The bucket that a refusal names, the one under which the call was sent, and the one in whose
  /// line it will stand; most often they are the same.
  private Set<Bucket> alike(Bucket named, RestCall call) {
    return new HashSet<>(List.of(named, call.sentUnder(), buckets.of(call.route())));
  }

  private void advance(Bucket bucket) {
    if (bucket.line().isEmpty()) {
      return;
    }
    if (bucket.line().first().exempt()) {
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

  /// Sends the first call of the line if the bucket allows.
  ///
  /// @return whether there is another to try
  private boolean step(Bucket bucket) {
    if (bucket.line().isEmpty()) {
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
    var refused = connections.take(call);
    if (refused != null) {
      block(bucket, refused);
      return false;
    }
    leave(call);
    if (admit.test(call)) {
      send(call, bucket);
    } else {
      connections.give(call);
    }
    return !bucket.line().isEmpty();
  }

  /// A place of this queue's own comes back by [#disconnected]; of one of another's nobody tells.
  private void block(Bucket bucket, Shares.Refusal refused) {
    blocked.add(bucket);
    if (refused == Shares.Refusal.TOTAL && !unblock.isSet()) {
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

  private void send(RestCall call, Bucket bucket) {
    call.bucket = bucket;
    bucket.sent();
    globalOf(call).sent();
    go.accept(call);
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
    leave(call);
    var bucket = call.sentUnder();
    var wait = certainWait(call, bucket, bucket.line().size(), ticker.getAsLong());
    tooLate.accept(
        call, (wait.nanos() > 0 ? wait : new Wait(UNKNOWN_WAIT, wait.scope(), bucket)).refusal());
  }

  /// Those who now certainly come too late need not wait to learn it.
  private void dropTooLate(Bucket bucket, long now) {
    var ahead = 0;
    for (var call : List.copyOf(bucket.line())) {
      var wait = certainWait(call, bucket, ahead, now);
      if (wait.nanos() > call.patienceLeft(now)) {
        leave(call);
        tooLate.accept(call, wait.refusal());
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

  private record Wait(long nanos, Scope scope, Bucket bucket) {
    RateLimitedException refusal() {
      return new RateLimitedException(Duration.ofNanos(nanos), scope, bucket);
    }
  }
}
