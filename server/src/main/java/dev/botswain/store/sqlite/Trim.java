package dev.botswain.store.sqlite;

import dev.botswain.store.Retention;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Deletes events once, some at a time, so that new ones do not wait for long. A reader's thread
/// counts what is too many.
final class Trim {
  private static final int STEP = 1_000;

  private static final String OLDEST = "SELECT id, time FROM events ORDER BY id LIMIT " + STEP;
  private static final String RETURNING = " RETURNING bot, id, length(data)";

  private final Reader reader;
  private final Writer writer;
  private final Retention retention;
  private final Map<Long, Long> trimmed = new HashMap<>();
  private long surplusBytes;

  Trim(Reader reader, Writer writer, Retention retention) {
    this.reader = reader;
    this.writer = writer;
    this.retention = retention;
  }

  /// What a step deleted: the last event of each bot, and the total.
  private record Forgotten(Map<Long, Long> last, int events, long bytes) {}

  /// The last event of a bot that is to be deleted.
  private record Cut(long bot, long upTo) {}

  /// The number of a bot's events.
  private record Count(long bot, int events, long bytes, long oldest) {
    long whole() {
      return bytes + (long) events * Retention.EVENT_OVERHEAD;
    }
  }

  Future<Map<Long, Long>> run() {
    return writer
        .run(Trim::flushAll)
        .compose(_ -> repeat(this::tooOld))
        .compose(_ -> reader.read(this::tooMany))
        .compose(cuts -> repeat(rows -> forget(rows, cuts)))
        .compose(_ ->
            surplusBytes <= 0
                ? Future.succeededFuture(new ArrayDeque<Cut>())
                : reader.read(this::tooLarge))
        .compose(cuts -> repeat(rows -> forget(rows, cuts)))
        .map(_ -> trimmed)
        .recover(e -> trimmed.isEmpty() ? Future.failedFuture(e) : Future.succeededFuture(trimmed));
  }

  /// All current events can be deleted, and are counted.
  private static Boolean flushAll(Rows rows) {
    rows.flushAll();
    return true;
  }

  /// Repeats a step until it deletes nothing more.
  private Future<Boolean> repeat(Transaction<Forgotten> step) {
    Promise<Boolean> done = Promise.promise();
    repeat(step, done);
    return done.future();
  }

  private void repeat(Transaction<Forgotten> step, Promise<Boolean> done) {
    writer
        .run(step)
        .onFailure(done::fail)
        .onSuccess(forgotten -> {
          trimmed.putAll(forgotten.last());
          surplusBytes -= forgotten.bytes();
          if (forgotten.events() > 0) {
            repeat(step, done);
          } else {
            done.complete(true);
          }
        });
  }

  /// Up to the first that is recent enough, because a log has no holes.
  private Forgotten tooOld(Rows rows) throws SQLException {
    PreparedStatement delete =
        rows.statements()
            .prepare(
                """
                DELETE FROM events WHERE id IN (SELECT id FROM (%s)) AND id < (
                  SELECT coalesce(min(id), %s) FROM (%s) WHERE time >= ?
                )\
                """
                        .formatted(OLDEST, Long.MAX_VALUE, OLDEST)
                    + RETURNING);
    delete.setLong(1, retention.since().toEpochMilli());
    return forget(rows, delete);
  }

  private static List<Count> counts(Connection connection) throws SQLException {
    return Select.list(
        connection,
        "SELECT bot, count(*), sum(bytes), min(id) FROM events_of_bot GROUP BY bot",
        row -> new Count(row.getLong(1), row.getInt(2), row.getLong(3), row.getLong(4)));
  }

  private Deque<Cut> tooMany(Connection connection) throws SQLException {
    long bytes = 0;
    var cuts = new ArrayDeque<Cut>();
    for (Count count : counts(connection)) {
      bytes += count.whole();
      if (count.events() > retention.perBot()) {
        cuts.addAll(
            Select.list(
                connection,
                "SELECT bot, id FROM events_of_bot WHERE bot = ? ORDER BY id DESC LIMIT 1 OFFSET ?",
                row -> new Cut(row.getLong(1), row.getLong(2)),
                count.bot(),
                retention.perBot()));
      }
    }
    surplusBytes = bytes - retention.bytes();
    return cuts;
  }

  private Forgotten forget(Rows rows, Deque<Cut> cuts) throws SQLException {
    PreparedStatement delete =
        rows.statements()
            .prepare(
                """
                DELETE FROM events WHERE id IN (
                  SELECT id FROM events_of_bot WHERE bot = ? AND id <= ? ORDER BY id LIMIT ?
                )\
                """
                    + RETURNING);
    var last = new HashMap<Long, Long>();
    int events = 0;
    long bytes = 0;
    while (events < STEP && !cuts.isEmpty()) {
      Cut cut = cuts.element();
      delete.setLong(1, cut.bot());
      delete.setLong(2, cut.upTo());
      delete.setInt(3, STEP - events);
      Forgotten some = forget(rows, delete);
      last.putAll(some.last());
      events += some.events();
      bytes += some.bytes();
      if (events < STEP) {
        cuts.remove();
      }
    }
    return new Forgotten(last, events, bytes);
  }

  /// The oldest of the largest log, repeatedly until the total is small enough.
  private Deque<Cut> tooLarge(Connection connection) throws SQLException {
    var logs = new PriorityQueue<Log>();
    for (Count count : counts(connection)) {
      logs.add(new Log(connection, count));
    }
    var cut = new HashMap<Long, Long>();
    long surplus = -retention.bytes();
    for (Log one : logs) {
      surplus += one.bytes;
    }
    while (surplus > 0 && !logs.isEmpty()) {
      Log largest = logs.remove();
      cut.put(largest.bot, largest.oldest);
      surplus -= largest.forgetOldest();
      if (largest.bytes > 0) {
        logs.add(largest);
      }
    }
    var cuts = new ArrayDeque<Cut>();
    cut.forEach((bot, upTo) -> cuts.add(new Cut(bot, upTo)));
    return cuts;
  }

  /// A bot's log, read from its oldest event as far as necessary.
  private static final class Log implements Comparable<Log> {
    private final Connection connection;
    final long bot;
    long bytes;
    long oldest;
    private final Deque<long[]> next = new ArrayDeque<>();

    Log(Connection connection, Count count) {
      this.connection = connection;
      bot = count.bot();
      bytes = count.whole();
      oldest = count.oldest();
    }

    /// @return by how much it shrinks
    long forgetOldest() throws SQLException {
      long[] event = next(oldest - 1);
      long size = event == null ? bytes : event[1] + Retention.EVENT_OVERHEAD;
      bytes -= size;
      long[] after = event == null ? null : next(oldest);
      if (after == null) {
        bytes = 0;
      } else {
        next.addFirst(after);
        oldest = after[0];
      }
      return size;
    }

    private long @Nullable [] next(long behind) throws SQLException {
      if (next.isEmpty()) {
        next.addAll(
            Select.list(
                connection,
                "SELECT id, bytes FROM events_of_bot WHERE bot = ? AND id > ? ORDER BY id LIMIT "
                    + STEP,
                row -> new long[] {row.getLong(1), row.getLong(2)},
                bot,
                behind));
      }
      return next.poll();
    }

    @Override
    public int compareTo(Log other) {
      int bySize = Long.compare(other.bytes, bytes);
      return bySize == 0 ? Long.compare(oldest, other.oldest) : bySize;
    }
  }

  /// Deletes, and remembers what was deleted.
  private static Forgotten forget(Rows rows, PreparedStatement delete) throws SQLException {
    int events = 0;
    long bytes = 0;
    var last = new HashMap<Long, Long>();
    try (ResultSet row = delete.executeQuery()) {
      while (row.next()) {
        last.merge(row.getLong(1), row.getLong(2), Math::max);
        events++;
        bytes += row.getInt(3) + Retention.EVENT_OVERHEAD;
      }
    }
    for (var bot : last.entrySet()) {
      rows.trimmed(bot.getKey(), bot.getValue());
    }
    return new Forgotten(last, events, bytes);
  }
}
