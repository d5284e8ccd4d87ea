package dev.botswain.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/// Those who wait until bots are somewhere. Whoever calls bounds how many.
final class Waiting {
  private final Loop loop;
  private final LongFunction<Place> find;

  /// Confined to the loop.
  private final Map<Long, List<Waiter>> byBot = new HashMap<>();

  private record Waiter(Promise<Place> promise, Loop.Timer timer) {}

  Waiting(Loop loop, LongFunction<Place> find) {
    this.loop = loop;
    this.find = find;
  }

  /// May be called from any thread.
  Future<Place> until(long bot, Duration atMost) {
    Place now = find.apply(bot);
    if (!(now instanceof Place.Between)) {
      return Future.succeededFuture(now);
    }
    Promise<Place> promise = Promise.promise();
    loop.run(() -> {
      var waiter = new Waiter(promise, loop.timer());
      byBot.computeIfAbsent(bot, _ -> new ArrayList<>()).add(waiter);
      waiter.timer().set(atMost, () -> giveUp(bot, waiter));
      look(bot);
    });
    return promise.future();
  }

  private void giveUp(long bot, Waiter waiter) {
    List<Waiter> waiters = byBot.get(bot);
    if (waiters != null && waiters.remove(waiter) && waiters.isEmpty()) {
      byBot.remove(bot);
    }
    waiter.promise().tryComplete(find.apply(bot));
  }

  /// Where a bot lives may have changed.
  void look(long bot) {
    if (byBot.isEmpty() || !byBot.containsKey(bot)) {
      return;
    }
    Place now = find.apply(bot);
    if (now instanceof Place.Between) {
      return;
    }
    List<Waiter> waiters = byBot.remove(bot);
    if (waiters != null) {
      for (Waiter waiter : waiters) {
        waiter.timer().stop();
        waiter.promise().tryComplete(now);
      }
    }
  }

  /// The nodes have changed, and with them perhaps where any bot lives.
  void lookAtAll() {
    List.copyOf(byBot.keySet()).forEach(this::look);
  }
}
