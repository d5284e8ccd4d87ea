package dev.botswain.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The bots that this node is about to bring up, or has asked to leave, so that whoever wants one
/// can wait for a moment. Until the first bots are known, all may be among them. Thread-safe.
public final class Arrivals {
  private final Promise<Void> begun = Promise.promise();
  private final Map<Long, Move> moving = new ConcurrentHashMap<>();
  private final Set<Long> wanted = ConcurrentHashMap.newKeySet();

  /// Guards the fields below, and changes of [#moving].
  private final Lock lock = new ReentrantLock();

  /// The numbers of moves that are not over, the oldest first.
  private final SequencedSet<Long> open = new LinkedHashSet<>();

  private final Deque<Earlier> waiting = new ArrayDeque<>();
  private long last;

  /// @param number in the order of their beginnings
  private record Move(long number, Promise<Void> over) {}

  /// Whoever waits for all moves up to one. They share a promise, because many requests may wait
  /// while many bots come.
  private record Earlier(long number, Promise<Void> over) {}

  /// The bots are known with which this node begins.
  public void begun() {
    begun.tryComplete();
  }

  /// Begins to move a bot.
  public void begin(long bot) {
    lock.lock();
    try {
      if (!moving.containsKey(bot)) {
        last++;
        open.add(last);
        moving.put(bot, new Move(last, Promise.promise()));
      }
    } finally {
      lock.unlock();
    }
  }

  /// A bot is here, or gone.
  public void end(long bot) {
    var over = new ArrayList<Promise<Void>>();
    lock.lock();
    try {
      Move move = moving.remove(bot);
      if (move != null) {
        over.add(move.over());
        open.remove(move.number());
        long oldest = open.isEmpty() ? Long.MAX_VALUE : open.getFirst();
        while (!waiting.isEmpty() && waiting.getFirst().number() < oldest) {
          over.add(waiting.removeFirst().over());
        }
      }
    } finally {
      lock.unlock();
    }
    wanted.remove(bot);
    over.forEach(Promise::tryComplete);
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

  /// Completes when a bot that is moving now is here, or gone. Never fails.
  ///
  /// @param bot 0 for all that are moving now
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

  /// The same, once [#begun].
  Future<Void> moved(long bot) {
    if (bot == 0) {
      return allMoved();
    }
    Move move = moving.get(bot);
    if (move == null) {
      return Future.succeededFuture();
    }
    wanted.add(bot);
    return move.over().future().onComplete(_ -> wanted.remove(bot));
  }

  private Future<Void> allMoved() {
    lock.lock();
    try {
      if (open.isEmpty()) {
        return Future.succeededFuture();
      }
      Earlier all = waiting.peekLast();
      if (all == null || all.number() < last) {
        all = new Earlier(last, Promise.promise());
        waiting.addLast(all);
      }
      return all.over().future();
    } finally {
      lock.unlock();
    }
  }
}
