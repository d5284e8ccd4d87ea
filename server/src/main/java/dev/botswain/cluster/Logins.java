package dev.botswain.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Takes bots for this node when they are logged in here. Confined to the loop.
final class Logins {
  /// How long a login waits for a bot that is between two nodes.
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final Ground on;
  private final Membership membership;
  private final Estate estate;
  private final Waiting waiting;
  private final LongFunction<Place> find;
  private final Runnable answered;

  /// Those that the store is asked about.
  private int taking;

  /// @param answered runs whenever the store has answered
  Logins(
      Ground on,
      Membership membership,
      Estate estate,
      Waiting waiting,
      LongFunction<Place> find,
      Runnable answered) {
    this.on = on;
    this.membership = membership;
    this.estate = estate;
    this.waiting = waiting;
    this.find = find;
    this.answered = answered;
  }

  /// Whether nothing is on its way.
  boolean isIdle() {
    return taking == 0;
  }

  /// Takes a bot.
  ///
  /// @param me null if this node cannot take any
  /// @param because why it cannot
  Future<Place> take(long bot, @Nullable UUID me, String because) {
    Place now = find.apply(bot);
    if (now instanceof Place.Here || now instanceof Place.There) {
      return Future.succeededFuture(now);
    }
    if (estate.of(bot) != null) {
      return waiting.until(bot, BETWEEN).map(CannotTakeException::unlessSettled);
    }
    if (me == null) {
      return Future.failedFuture(new CannotTakeException(because));
    }
    Promise<Place> promise = Promise.promise();
    taking++;
    on.then(
        on.store().take(me, bot),
        owner -> {
          taking--;
          estate.hear(List.of(owner));
          Tenancy here = estate.of(bot);
          if (here != null) {
            here.taken(on.ticker().nanos());
          }
          up(bot).onComplete(promise);
          answered.run();
        },
        failure -> {
          taking--;
          promise.fail(failure);
          answered.run();
        });
    return promise.future();
  }

  /// Where a bot is, once it is up if that is here.
  private Future<Place> up(long bot) {
    Tenancy here = estate.of(bot);
    if (here != null) {
      return here.up.map(_ -> CannotTakeException.unlessSettled(find.apply(bot)));
    }
    Place there = find.apply(bot);
    return there instanceof Place.There
        ? Future.succeededFuture(there)
        : membership.refresh().map(_ -> CannotTakeException.unlessSettled(find.apply(bot)));
  }
}
