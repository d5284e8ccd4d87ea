package dev.botswain.store.sqlite;

import dev.botswain.store.Append;
import dev.botswain.store.Change;
import dev.botswain.store.Condition;
import dev.botswain.store.StoreFailedException;
import dev.botswain.store.StoredResumePoint;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes: what was given since the last commit goes into the next.
///
/// While commits fail, appends stay at the head of the queue and are tried again with each next
/// commit, so their order holds; all else fails at once.
final class Writer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Writer.class);

  /// Under load commits are at least so far apart: each costs as much as a dozen events.
  private static final long SPACING_NANOS = 2_000_000;

  private static final int MOST_AT_ONCE = 4_096;
  private static final long TRY_AGAIN_MILLIS = 500;

  private final Connection connection;
  private final Rows rows;
  private final InstantSource clock;
  private final Thread thread;
  private final BlockingQueue<Task> queue = new LinkedBlockingQueue<>();
  private final AtomicLong backlog = new AtomicLong();
  private final List<Task> batch = new ArrayList<>();
  private long committedAt = System.nanoTime();
  private volatile Condition condition = new Condition.Working();
  private volatile boolean closed;

  /// Something to do.
  private sealed interface Task {
    /// An event. It is never given up.
    record Event(Append append, Runnable stored) implements Task {}

    /// Anything else.
    record Other<T extends Object>(Work<T> work, Promise<T> done) implements Task {
      private Object run(Rows rows) throws SQLException {
        return work.run(rows);
      }
    }
  }

  /// Whose resume point: only the last one of a transaction counts.
  private record ShardOf(long bot, int shard) {}

  /// Work within a transaction.
  interface Work<T> {
    T run(Rows rows) throws SQLException;
  }

  Writer(Connection connection, Vault vault, InstantSource clock) throws SQLException {
    this.connection = connection;
    this.rows = new Rows(connection, vault);
    this.clock = clock;
    connection.setAutoCommit(false);
    this.thread = Thread.ofPlatform().name("store-writer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void append(Append append, Runnable stored) {
    backlog.addAndGet(append.event().data().length);
    queue.add(new Task.Event(append, stored));
  }

  Future<Void> write(List<Change> changes) {
    return run(
            rows -> {
              for (Change change : changes) {
                rows.write(change);
              }
              return changes;
            })
        .mapEmpty();
  }

  /// Does something within the next transaction.
  <T> Future<T> run(Work<T> work) {
    Promise<T> done = Promise.promise();
    if (closed) {
      done.fail(new StoreFailedException("the store is closed", new IllegalStateException()));
    } else {
      queue.add(new Task.Other<>(work, done));
    }
    return done.future();
  }

  /// Moves what is left of the write-ahead log.
  void checkpoint() {
    run(_ -> true)
        .onSuccess(_ -> {
          try { // Here, on the writer's thread, no transaction is open.
            Checkpoints.checkpoint(connection);
          } catch (SQLException e) {
            log.warn("could not move the write-ahead log", e);
          }
        });
  }

  Condition condition() {
    return condition;
  }

  long backlogBytes() {
    return backlog.get();
  }

  private void run() {
    try {
      while (!(closed && batch.isEmpty() && queue.isEmpty())) {
        fill();
        if (!batch.isEmpty() && !commit() && closed) {
          log.error("closed without what could not be written");
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fill() throws InterruptedException {
    if (condition instanceof Condition.Failing) {
      Thread.sleep(closed ? 0 : TRY_AGAIN_MILLIS);
    } else {
      Task first = queue.poll(100, TimeUnit.MILLISECONDS);
      if (first == null) {
        return;
      }
      batch.add(first);
      long early = SPACING_NANOS - (System.nanoTime() - committedAt);
      if (early > 0 && !closed) {
        LockSupport.parkNanos(early);
      }
    }
    queue.drainTo(batch, MOST_AT_ONCE);
  }

  /// @return whether it is stored; if not, the batch holds what is to be tried again
  private boolean commit() {
    var outcomes = new ArrayList<Runnable>(batch.size());
    try {
      var points = new LinkedHashMap<ShardOf, StoredResumePoint>();
      for (Task task : batch) {
        switch (task) {
          case Task.Event(Append append, Runnable stored) -> {
            rows.append(append);
            StoredResumePoint point = append.upTo();
            if (point != null) {
              points.put(new ShardOf(point.botId(), point.shard()), point);
            }
            outcomes.add(stored);
          }
          case Task.Other<?> other -> outcomes.add(done(other));
        }
      }
      for (StoredResumePoint point : points.values()) {
        rows.resumePoint(point);
      }
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      failed(e);
      return false;
    }
    committedAt = System.nanoTime();
    succeeded();
    outcomes.forEach(Writer::tell);
    return true;
  }

  @SuppressWarnings("unchecked") // What work gives is what its promise takes.
  private Runnable done(Task.Other<?> other) throws SQLException {
    Object result = other.run(rows);
    return () -> ((Promise<Object>) other.done()).complete(result);
  }

  private static void tell(Runnable outcome) {
    try {
      outcome.run();
    } catch (RuntimeException e) {
      log.error("nobody took notice of what was stored", e);
    }
  }

  private void succeeded() {
    long bytes = 0;
    for (Task task : batch) {
      if (task instanceof Task.Event(Append append, Runnable _)) {
        bytes += append.event().data().length;
      }
    }
    backlog.addAndGet(-bytes);
    batch.clear();
    if (condition instanceof Condition.Failing failing) {
      condition = new Condition.Working();
      log.atWarn().addKeyValue("since", failing.since()).log("the store can write again");
    }
  }

  private void failed(Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    if (condition instanceof Condition.Working) {
      condition = new Condition.Failing(clock.instant(), String.valueOf(cause.getMessage()));
      log.atError().setCause(cause).log("the store cannot write");
    }
    var failure = new StoreFailedException("it could not be stored", cause);
    for (Task task : batch) {
      if (task instanceof Task.Other<?> other) {
        tell(() -> other.done().fail(failure));
      }
    }
    batch.removeIf(task -> task instanceof Task.Other<?>);
  }

  /// Writes what was given, and ends.
  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
      rows.close();
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      log.warn("could not close", e);
    }
  }
}
