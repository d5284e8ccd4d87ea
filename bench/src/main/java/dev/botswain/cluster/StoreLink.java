package dev.botswain.cluster;

import dev.botswain.store.NodeStore;
import dev.botswain.store.StoreFailedException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The store as a process reaches it: what is asked may arrive late, in another order, or never,
/// and so may the answer. Whoever waits gives up after a while and does not know whether it was
/// done.
final class StoreLink implements NodeStore {
  private static final long PATIENCE = 1_200 * World.MILLI;
  private static final StoreFailedException NO_ANSWER =
      new StoreFailedException("no answer", new IllegalStateException("no answer"));

  private final World world;
  private final Weather weather;
  private final StoreState store;
  private final ToyProcess process;
  private long cutThere;
  private long cutBack;
  private Consumer<Refusal> told = _ -> {};

  StoreLink(Weather weather, StoreState store, ToyProcess process) {
    this.world = weather.world;
    this.weather = weather;
    this.store = store;
    this.process = process;
  }

  void cut(long there, long back) {
    cutThere = Math.max(cutThere, world.now() + there);
    cutBack = Math.max(cutBack, world.now() + back);
  }

  void mend() {
    cutThere = world.now();
    cutBack = world.now();
  }

  boolean isCut() {
    return world.now() < cutThere || world.now() < cutBack;
  }

  <T extends @Nullable Object> Future<T> ask(Supplier<T> what) {
    return new Ask<>(what).send();
  }

  /// Something that is asked. That nobody waits any longer is an event only if the answer is not
  /// there before, so most need none.
  private final class Ask<T extends @Nullable Object> {
    private final Supplier<T> what;
    private final Promise<T> answer = Promise.promise();
    private final int database = store.database();
    private long due;
    private boolean late;

    Ask(Supplier<T> what) {
      this.what = what;
    }

    Future<T> send() {
      long delay = weather.delay();
      boolean arrives = !weather.isLost() && world.now() >= cutThere;
      due = process.at(PATIENCE);
      if (arrives) {
        later(delay, this::execute);
      } else {
        giveUpWhenDue();
      }
      return answer.future();
    }

    private void execute() {
      if (weather.isStoreGone() || store.database() != database) {
        giveUpWhenDue();
        return;
      }
      long frozen = weather.frozen();
      if (frozen > 0) {
        later(frozen + weather.delay(), this::execute);
        return;
      }
      T result = what.get();
      if (!weather.isLost() && world.now() >= cutBack) {
        later(weather.delay(), () -> process.receive(() -> answer.tryComplete(result)));
      } else {
        giveUpWhenDue();
      }
    }

    private void later(long delay, Runnable then) {
      if (world.now() + delay >= due) {
        giveUpWhenDue();
      }
      world.after(delay, then);
    }

    private void giveUpWhenDue() {
      if (!late) {
        late = true;
        world.after(due - world.now(), () -> process.receive(() -> answer.tryFail(NO_ANSWER)));
      }
    }
  }

  @Override
  public Future<Void> join(UUID me, String url) {
    return ask(() -> {
      store.join(me, url);
      return null;
    });
  }

  @Override
  public Future<View> beat(UUID me, long since) {
    return ask(() -> store.beat(me, since));
  }

  @Override
  public Future<Boolean> mark(UUID me, State state) {
    return ask(() -> store.mark(me, state));
  }

  @Override
  public Future<Boolean> fence(UUID other, long beat) {
    return ask(() -> store.fence(other, beat, weather));
  }

  @Override
  public Future<List<Claim>> claim(UUID me, Collection<Ownership> seen) {
    return ask(() -> store.claim(me, seen));
  }

  @Override
  public Future<Ownership> take(UUID me, long bot) {
    return ask(() -> store.take(me, bot));
  }

  @Override
  public Future<List<Ownership>> release(UUID me, Collection<Claim> bots, @Nullable UUID to) {
    return ask(() -> store.release(me, bots, to));
  }

  @Override
  public Future<Void> leave(UUID me) {
    return ask(() -> {
      store.leave(me);
      return null;
    });
  }

  Future<StoreState.Reading> read(long bot) {
    return ask(() -> store.read(bot));
  }

  /// @param database where the bot's last events are known to be
  /// @return why it was refused; null if it is stored
  Future<@Nullable Refusal> append(UUID me, Claim by, int database, List<StoreState.Entry> events) {
    if (database != store.database()) {
      return Future.failedFuture(NO_ANSWER); // The connection is gone, and where it stands unknown.
    }
    return ask(() -> store.append(me, by, events));
  }

  /// Tells the node of a refusal.
  void refuse(Refusal refusal) {
    told.accept(refusal);
  }

  @Override
  public void onRefusal(Consumer<Refusal> listener) {
    told = listener;
  }
}
