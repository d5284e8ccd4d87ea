package dev.botswain;

import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A [Vertx] that has nothing but timers, which go off when a test moves the clock; what is to run
/// from an empty stack runs then too.
public final class MovableTimers {
  private static final long NANOS = 1_000_000;

  public final MovableClock clock = new MovableClock();
  private final Map<Long, Pending> pending = new ConcurrentHashMap<>();

  @SuppressWarnings("unchecked")
  public final Vertx vertx =
      proxy(
          Vertx.class,
          (_, method, arguments) ->
              switch (method.getName()) {
                case "runOnContext" -> runSoon((Handler<Void>) arguments[0]);
                case "setTimer" -> add((long) arguments[0], 0, (Handler<Long>) arguments[1]);
                case "setPeriodic" ->
                    add((long) arguments[0], (long) arguments[0], (Handler<Long>) arguments[1]);
                case "cancelTimer" -> pending.remove((long) arguments[0]) != null;
                case "timer" -> timer((long) arguments[0]);
                default -> throw new UnsupportedOperationException(method.getName());
              });

  private long lastId;

  /// @param at by the ticker
  private record Pending(long id, long at, long period, Handler<Long> handler) {}

  /// How many timers wait.
  public int waiting() {
    return pending.size();
  }

  /// Moves the clock, and fires what is due on the way, each at its time.
  public void advance(Duration time) {
    long end = clock.nanos() + time.toNanos();
    while (true) {
      Pending next =
          pending.values().stream()
              .filter(timer -> timer.at - end <= 0)
              .min(
                  Comparator.comparingLong((Pending timer) -> timer.at - end)
                      .thenComparing(Pending::id))
              .orElse(null);
      if (next == null) {
        clock.advance(Duration.ofNanos(end - clock.nanos()));
        return;
      }
      clock.advance(Duration.ofNanos(next.at - clock.nanos()));
      pending.remove(next.id);
      if (next.period > 0) {
        pending.put(
            next.id,
            new Pending(next.id, next.at + next.period * NANOS, next.period, next.handler));
      }
      next.handler.handle(next.id);
    }
  }

  private long add(long millis, long period, Handler<Long> handler) {
    long id = ++lastId;
    pending.put(id, new Pending(id, clock.nanos() + millis * NANOS, period, handler));
    return id;
  }

  private @Nullable Object runSoon(Handler<Void> handler) {
    add(0, 0, _ -> handler.handle(null));
    return null;
  }

  private Timer timer(long millis) {
    Promise<Void> promise = Promise.promise();
    add(millis, 0, _ -> promise.complete());
    return proxy(Timer.class, (_, method, arguments) -> method.invoke(promise.future(), arguments));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
