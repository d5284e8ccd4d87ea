package dev.botswain.store.sqlite;

import dev.botswain.store.Retention;
import io.vertx.core.Future;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Forgets events, some at a time, so that new ones do not have to wait for long.
final class Trim {
  private static final int STEP = 1_000;

  private static final String OLDEST = "SELECT id FROM events ORDER BY id LIMIT " + STEP;
  private static final String RETURNING = " RETURNING bot, id";

  private final Writer writer;

  Trim(Writer writer) {
    this.writer = writer;
  }

  Future<Map<Long, Long>> run(Retention retention) {
    var trimmed = new HashMap<Long, Long>();
    return repeat(rows -> tooOld(rows, retention, trimmed))
        .compose(_ -> repeat(rows -> tooLarge(rows, retention, trimmed)))
        .compose(_ -> writer.run(rows -> withTooMany(rows, retention.perBot())))
        .compose(bots -> eachOf(bots, retention, trimmed))
        .map(_ -> trimmed);
  }

  private Future<Boolean> repeat(Writer.Work<Boolean> step) {
    return writer.run(step).compose(more -> more ? repeat(step) : Future.succeededFuture(false));
  }

  private Future<Boolean> eachOf(List<Surplus> bots, Retention retention, Map<Long, Long> trimmed) {
    Future<Boolean> all = Future.succeededFuture(false);
    for (Surplus surplus : bots) {
      for (int left = surplus.events(); left > 0; left -= STEP) {
        int step = Math.min(left, STEP);
        all = all.compose(_ -> writer.run(rows -> tooMany(rows, surplus.bot(), step, trimmed)));
      }
    }
    return all;
  }

  private static boolean tooOld(Rows rows, Retention retention, Map<Long, Long> trimmed)
      throws SQLException {
    PreparedStatement delete =
        rows.prepare("DELETE FROM events WHERE time < ? AND id IN (" + OLDEST + ")" + RETURNING);
    delete.setLong(1, retention.since().toEpochMilli());
    return note(rows, delete, trimmed) == STEP;
  }

  private static boolean tooLarge(Rows rows, Retention retention, Map<Long, Long> trimmed)
      throws SQLException {
    long pages = pragma(rows, "page_count") - pragma(rows, "freelist_count");
    if (pages * pragma(rows, "page_size") <= retention.bytes()) {
      return false;
    }
    PreparedStatement delete =
        rows.prepare("DELETE FROM events WHERE id IN (" + OLDEST + ")" + RETURNING);
    return note(rows, delete, trimmed) == STEP;
  }

  /// A bot and how many of its events are too many.
  private record Surplus(long bot, int events) {}

  private static List<Surplus> withTooMany(Rows rows, int most) throws SQLException {
    var bots = new ArrayList<Surplus>();
    PreparedStatement count =
        rows.prepare("SELECT bot, count(*) FROM events GROUP BY bot HAVING count(*) > ?");
    count.setInt(1, most);
    try (ResultSet row = count.executeQuery()) {
      while (row.next()) {
        bots.add(new Surplus(row.getLong(1), row.getInt(2) - most));
      }
    }
    return bots;
  }

  private static boolean tooMany(Rows rows, long bot, int step, Map<Long, Long> trimmed)
      throws SQLException {
    PreparedStatement delete =
        rows.prepare(
            "DELETE FROM events WHERE id IN (SELECT id FROM events WHERE bot = ? ORDER BY id LIMIT ?)"
                + RETURNING);
    delete.setLong(1, bot);
    delete.setInt(2, step);
    return note(rows, delete, trimmed) == step;
  }

  /// Deletes, and keeps in mind what went.
  private static int note(Rows rows, PreparedStatement delete, Map<Long, Long> trimmed)
      throws SQLException {
    int count = 0;
    var last = new HashMap<Long, Long>();
    try (ResultSet row = delete.executeQuery()) {
      while (row.next()) {
        last.merge(row.getLong(1), row.getLong(2), Math::max);
        count++;
      }
    }
    PreparedStatement keep = rows.prepare("INSERT OR REPLACE INTO trimmed VALUES (?, ?)");
    for (var bot : last.entrySet()) {
      keep.setLong(1, bot.getKey());
      keep.setLong(2, bot.getValue());
      keep.executeUpdate();
      trimmed.put(bot.getKey(), bot.getValue());
    }
    return count;
  }

  private static long pragma(Rows rows, String name) throws SQLException {
    try (ResultSet row = rows.prepare("PRAGMA " + name).executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
