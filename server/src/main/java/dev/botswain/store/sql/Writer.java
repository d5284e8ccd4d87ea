package dev.botswain.store.sql;

import dev.botswain.store.Append;
import dev.botswain.store.Change;
import dev.botswain.store.Condition;
import dev.botswain.store.OvertakenException;
import dev.botswain.store.StoreFailedException;
import dev.botswain.store.sql.Task.Haste;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only thread that writes: everything submitted since the last commit goes into the next.
///
/// While commits fail, appends stay at the head of the queue and are retried with each next commit,
/// so their order is kept; everything else fails at once. What can never be stored, whatever the
/// state of the disk, is refused on its own and blocks nothing else.
public final class Writer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Writer.class);

  /// The least time between commits under load: each costs as much as several events do, and
  /// readers wait for it.
  private static final long SPACING_NANOS = 2_000_000;

  /// The same if a request waits.
  private static final long HURRIED_SPACING_NANOS = 500_000;

  /// How long a transaction with nothing urgent in it waits for more.
  private static final long PATIENCE_NANOS = 100_000_000;

  private static final int MOST_AT_ONCE = 4_096;
  private static final long MOST_BYTES_AT_ONCE = 16 << 20;
  private static final long TRY_AGAIN_MILLIS = 500;
  private static final int MOST_ATTEMPTS = 5;

  private final Rows rows;
  private final InstantSource clock;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("store-writer").factory());
  private final BlockingQueue<Task> queue = new LinkedBlockingQueue<>();
  private final AtomicLong unstored = new AtomicLong();
  private final List<Task> batch = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private long committedAt = System.nanoTime();
  private int attempts;
  private volatile Condition condition = new Condition.Working();
  private volatile boolean ended;
  private volatile boolean hurried;
  private volatile @Nullable Thread writing;

  public Writer(Rows rows, InstantSource clock) {
    this.rows = rows;
    this.clock = clock;
  }

  public void start() {
    thread.execute(this::run);
  }

  public void append(Append append, Runnable stored) {
    var event = new Task.Event(append, stored);
    unstored.addAndGet(event.bytes());
    give(event);
  }

  public Future<Void> write(List<Change> changes) {
    Transaction<List<Change>> work =
        rows -> {
          for (Change change : changes) {
            rows.write(change);
          }
          return changes;
        };
    boolean begins = changes.stream().anyMatch(Change.PutAuditRecord.class::isInstance);
    return run(work, begins ? Haste.GREAT : Haste.USUAL).mapEmpty();
  }

  public Future<Void> writeSoon(Change change) {
    Transaction<Boolean> work =
        rows -> {
          rows.write(change);
          return true;
        };
    return run(work, Haste.NONE).mapEmpty();
  }

  /// Runs an action within the next transaction.
  public <T> Future<T> run(Transaction<T> work) {
    return run(work, Haste.USUAL);
  }

  private <T> Future<T> run(Transaction<T> work, Haste haste) {
    Promise<T> done = Promise.promise();
    give(new Task.Other<>(work, done, haste));
    return done.future();
  }

  private void give(Task task) {
    queue.add(task);
    if (task.haste() == Haste.GREAT) {
      hurried = true;
      LockSupport.unpark(writing);
    }
    if (ended) {
      abandon(0);
    }
  }

  /// Commits soon, whether there is anything to write or not.
  public void wake() {
    give(nothing());
  }

  private static Task nothing() {
    return new Task.Other<>(_ -> true, Promise.promise(), Haste.USUAL);
  }

  public Condition condition() {
    return condition;
  }

  public long unstoredBytes() {
    return unstored.get();
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void run() {
    writing = Thread.currentThread();
    while (!(isClosing() && batch.isEmpty() && queue.isEmpty())) {
      fill();
      if (!commit() && isClosing()) {
        break;
      }
    }
    int events = batch.size(); // All others have failed already.
    batch.clear();
    ended = true;
    abandon(events);
  }

  private void fill() {
    try {
      if (condition instanceof Condition.Failing) {
        closing.await(TRY_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      } else if (batch.isEmpty()) {
        batch.add(queue.take());
        awaitImpatient();
        space();
      }
    } catch (InterruptedException e) {
      // Only close() ends the writer, not a callback that interrupts its thread.
    }
    long bytes = batch.stream().mapToLong(Task::bytes).sum();
    while (batch.size() < MOST_AT_ONCE
        && bytes < MOST_BYTES_AT_ONCE
        && queue.poll() instanceof Task next) {
      batch.add(next);
      bytes += next.bytes();
    }
  }

  /// Lets some time pass since the last commit, in which more may come.
  private void space() {
    while (true) {
      long spacing = hurried ? HURRIED_SPACING_NANOS : SPACING_NANOS;
      long left = spacing - (System.nanoTime() - committedAt);
      if (left <= 0) {
        hurried = false;
        return;
      }
      LockSupport.parkNanos(left);
    }
  }

  /// While everything in the batch may wait, waits for more, for a bounded time.
  private void awaitImpatient() throws InterruptedException {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (batch.getLast().haste() == Haste.NONE && batch.size() < MOST_AT_ONCE) {
      Task next = queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      batch.add(next);
    }
  }

  /// @return false if nothing can be written; the batch then contains what must be retried
  private boolean commit() {
    var outcomes = new ArrayList<Runnable>(batch.size());
    Task current = null;
    try {
      if (batch.isEmpty()) {
        rows.probe();
      }
      for (Task task : batch) {
        current = task;
        outcomes.add(perform(task));
      }
      current = null;
      rows.commit();
    } catch (SQLException | RuntimeException | Error e) {
      return failed(e, current);
    }
    committedAt = System.nanoTime();
    attempts = 0;
    succeeded();
    outcomes.forEach(Writer::tell);
    rows.afterCommit();
    return true;
  }

  private Runnable perform(Task task) throws SQLException {
    return switch (task) {
      case Task.Event(Append append, Runnable stored) -> {
        rows.append(append);
        yield () -> {
          if (rows.isStored(append)) {
            stored.run();
          }
        };
      }
      case Task.Other<?> other -> other.run(rows);
    };
  }

  private static void tell(Runnable outcome) {
    try {
      outcome.run();
    } catch (RuntimeException | Error e) {
      log.error("a listener failed on the outcome of a write to the store", e);
    }
  }

  private void succeeded() {
    batch.forEach(this::settle);
    batch.clear();
    if (condition instanceof Condition.Failing failing) {
      condition = new Condition.Working();
      log.atWarn().addKeyValue("since", failing.since()).log("the store can write again");
    }
  }

  private void settle(Task task) {
    unstored.addAndGet(-task.bytes());
  }

  private boolean failed(Throwable cause, @Nullable Task current) {
    try {
      rows.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    if (cause instanceof RefusedException) {
      batch.stream().filter(Task.Event.class::isInstance).forEach(this::settle);
      batch.removeIf(Task.Event.class::isInstance);
      failOthers(batch, cause);
      return true;
    }
    if (rows.isOfTheData(cause)) {
      if (rows.writeOneByOne()) {
        return true;
      }
      if (current != null) {
        batch.remove(current);
        refuse(current, cause);
        return true;
      }
    }
    if (rows.isPassing(cause) && attempts++ < MOST_ATTEMPTS) {
      return true;
    }
    if (condition instanceof Condition.Working) {
      condition = new Condition.Failing(clock.instant(), String.valueOf(cause.getMessage()));
      log.atError().setCause(cause).log("the store cannot write");
    }
    failOthers(batch, cause);
    failOthers(queue, cause);
    return false;
  }

  /// Gives up what can never be stored.
  private void refuse(Task task, Throwable cause) {
    if (!(cause instanceof OvertakenException)) {
      log.atError().setCause(cause).log("the store cannot store a value, and never will");
    }
    settle(task);
    if (task instanceof Task.Other<?> other) {
      fail(other, cause);
    }
  }

  /// All are removed first, because a callback may submit the next at once.
  private static void failOthers(Collection<Task> tasks, Throwable cause) {
    var others = new ArrayList<Task.Other<?>>();
    tasks.removeIf(task -> task instanceof Task.Other<?> other && others.add(other));
    others.forEach(other -> fail(other, cause));
  }

  private static void fail(Task.Other<?> other, Throwable cause) {
    Throwable told =
        cause instanceof OvertakenException
            ? cause
            : new StoreFailedException("it could not be stored", cause);
    tell(() -> other.done().fail(told));
  }

  /// Drops what can no longer be stored.
  private void abandon(int events) {
    var closed = new IllegalStateException("the store is closed");
    while (queue.poll() instanceof Task task) {
      switch (task) {
        case Task.Event _ -> events++;
        case Task.Other<?> other -> fail(other, closed);
      }
    }
    if (events > 0) {
      log.atError()
          .addKeyValue("events", events)
          .log("closed with changes that could not be written");
    }
  }

  /// Writes what was submitted, and ends.
  @Override
  public void close() {
    closing.countDown();
    give(nothing());
    thread.close();
  }
}
