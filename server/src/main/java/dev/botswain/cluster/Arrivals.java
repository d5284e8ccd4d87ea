package dev.botswain.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The bots that this node is about to bring up, or has asked to leave, so that whoever wants one
/// can wait for a moment. Until the first bots are known, all may be among them. Thread-safe.
public final class Arrivals {
  private final Promise<Void> begun = Promise.promise();
  private final Map<Long, Promise<Void>> moving = new ConcurrentHashMap<>();
  private final Set<Long> wanted = ConcurrentHashMap.newKeySet();

  /// The bots are known with which this node begins.
  public void begun() {
    begun.tryComplete();
  }

  /// Begins to move a bot.
  public void begin(long bot) {
    moving.computeIfAbsent(bot, _ -> Promise.promise());
  }

  /// A bot is here, or gone.
  public void end(long bot) {
    Promise<Void> over = moving.remove(bot);
    wanted.remove(bot);
    if (over != null) {
      over.tryComplete();
    }
  }

  /// How many bots are moving.
  public int count() {
    return moving.size();
  }

  /// Whether a bot is moving.
  ///
  /// @param bot 0 for one that is not known, which is moving as long as any is
  public boolean isMoving(long bot) {
    return !begun.future().isComplete() || (bot == 0 ? !moving.isEmpty() : moving.containsKey(bot));
  }

  /// Whether somebody waits for it.
  public boolean isWanted(long bot) {
    return wanted.contains(bot);
  }

  /// Completes when [#isMoving] does not hold any more. Never fails.
  public Future<Void> settled(long bot) {
    return begun.future().compose(_ -> moved(bot));
  }

  /// The same, or after a time even so.
  public Future<Void> settled(long bot, Duration most) {
    return settled(bot).timeout(most.toMillis(), TimeUnit.MILLISECONDS).otherwiseEmpty();
  }

  /// Whether the bots that are moving now settle within a time. Others may begin to move meanwhile,
  /// which is why a login that does not say its bot cannot ask [#isMoving] afterwards: with enough
  /// other logins, the answer would always be yes. Never fails.
  ///
  /// @param bot 0 for one that is not known, which may be any that is moving now
  public Future<Boolean> settle(long bot, Duration most) {
    return settled(bot).timeout(most.toMillis(), TimeUnit.MILLISECONDS).map(true).otherwise(false);
  }

  private Future<Void> moved(long bot) {
    if (bot != 0) {
      Promise<Void> over = moving.get(bot);
      if (over == null) {
        return Future.succeededFuture();
      }
      wanted.add(bot);
      return over.future().onComplete(_ -> wanted.remove(bot));
    }
    return Future.join(moving.values().stream().map(Promise::future).toList()).mapEmpty();
  }
}
