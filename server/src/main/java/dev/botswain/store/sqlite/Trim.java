package dev.botswain.store.sqlite;

import dev.botswain.store.Retention;
import dev.botswain.store.sql.Reader;
import dev.botswain.store.sql.Transaction;
import dev.botswain.store.sql.TrimPlan;
import dev.botswain.store.sql.TrimPlan.Count;
import dev.botswain.store.sql.TrimPlan.Cut;
import dev.botswain.store.sql.TrimPlan.Logs;
import dev.botswain.store.sql.Writer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Deletes events once, some at a time, so that new ones do not wait for long. [TrimPlan] finds
/// what is too many.
final class Trim {
  private static final int STEP = 1_000;

  private static final String OLDEST = "SELECT id, time FROM events ORDER BY id LIMIT " + STEP;
  private static final String RETURNING = " RETURNING bot, id, length(data)";

  private final Reader reader;
  private final Writer writer;
  private final SqliteRows rows;
  private final Retention retention;
  private final TrimPlan plan;
  private final Map<Long, Long> trimmed = new HashMap<>();
  private long surplusBytes;

  Trim(Reader reader, Writer writer, SqliteRows rows, Retention retention) {
    this.reader = reader;
    this.writer = writer;
    this.rows = rows;
    this.retention = retention;
    this.plan = new TrimPlan(retention);
  }

  /// What a step deleted: the last event of each bot, and the total.
  private record Forgotten(Map<Long, Long> last, int events, long bytes) {}

  /// Finds what is too much.
  private interface Surplus {
    Deque<Cut> of(Logs logs) throws SQLException;
  }

  Future<Map<Long, Long>> run() {
    return writer
        .run(_ -> flushAll())
        .compose(_ -> retention.isSameAge() ? repeat(_ -> tooOld()) : forget(true, plan::tooOld))
        .compose(_ -> forget(true, this::tooMany))
        .compose(_ -> forget(retention.boundsOwners(), plan::tooManyOfADay))
        .compose(_ -> forget(retention.boundsOwners(), plan::tooLargeOfOwners))
        .compose(_ -> forget(surplusBytes > 0, plan::tooLarge))
        .map(_ -> trimmed)
        .recover(e -> trimmed.isEmpty() ? Future.failedFuture(e) : Future.succeededFuture(trimmed));
  }

  private Future<Boolean> forget(boolean needed, Surplus surplus) {
    return needed
        ? reader
            .read(connection -> surplus.of(new SqliteLogs(connection)))
            .compose(cuts -> repeat(_ -> forget(cuts)))
        : Future.succeededFuture(true);
  }

  /// All current events can be deleted, and are counted.
  private Boolean flushAll() {
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
  private Forgotten tooOld() throws SQLException {
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
    delete.setLong(1, retention.rule().since().toEpochMilli());
    return forget(delete);
  }

  private Deque<Cut> tooMany(Logs logs) throws SQLException {
    List<Count> counts = logs.counts();
    surplusBytes = plan.surplus(counts);
    return plan.tooMany(logs, counts);
  }

  private Forgotten forget(Deque<Cut> cuts) throws SQLException {
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
      Forgotten some = forget(delete);
      last.putAll(some.last());
      events += some.events();
      bytes += some.bytes();
      if (events < STEP) {
        cuts.remove();
      }
    }
    return new Forgotten(last, events, bytes);
  }

  /// Deletes, and remembers what was deleted.
  private Forgotten forget(PreparedStatement delete) throws SQLException {
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
