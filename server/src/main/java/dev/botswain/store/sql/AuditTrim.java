package dev.botswain.store.sql;

import dev.botswain.store.AuditRetention;
import dev.botswain.store.StoredAuditRecord.Actor;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Deletes records once, some at a time, so that new ones do not wait for long. A reader's thread
/// counts what is too many.
public final class AuditTrim {
  private static final int STEP = 500;

  private final Reader reader;
  private final Writer writer;
  private final AuditRetention retention;

  public AuditTrim(Reader reader, Writer writer, AuditRetention retention) {
    this.reader = reader;
    this.writer = writer;
    this.retention = retention;
  }

  /// The last record of an owner that is to be deleted.
  private record Cut(String owner, long upTo) {}

  /// What an owner has.
  private record Use(String owner, int count, long bytes) {
    boolean isStranger() {
      return owner.startsWith(Actor.OF_STRANGER);
    }
  }

  public Future<Void> run() {
    return repeat(this::tooOld)
        .compose(_ -> reader.read(this::tooMany))
        .compose(cuts -> repeat(rows -> forget(rows, cuts)));
  }

  /// Repeats a step until it deletes nothing more.
  private Future<Void> repeat(Transaction<Integer> step) {
    return writer
        .run(step)
        .compose(deleted -> deleted > 0 ? repeat(step) : Future.succeededFuture());
  }

  private int tooOld(Rows rows) throws SQLException {
    return rows.statements()
        .execute(
            "DELETE FROM audit WHERE at < ? AND id IN (SELECT id FROM audit ORDER BY id LIMIT %s)"
                .formatted(STEP),
            retention.since().toEpochMilli());
  }

  private Deque<Cut> tooMany(Connection connection) throws SQLException {
    List<Use> uses =
        Select.list(
            connection,
            "SELECT owner, count(*), sum(bytes) FROM audit GROUP BY owner",
            row -> new Use(row.getString(1), row.getInt(2), row.getLong(3)));
    var cuts = new ArrayDeque<Cut>();
    cut(
        connection,
        uses.stream().filter(use -> !use.isStranger()).toList(),
        retention.room(),
        cuts);
    cut(
        connection,
        uses.stream().filter(Use::isStranger).toList(),
        retention.roomForStrangers(),
        cuts);
    return cuts;
  }

  private void cut(Connection connection, List<Use> uses, AuditRetention.Room room, Deque<Cut> cuts)
      throws SQLException {
    long each = room.ofEach(uses.stream().map(Use::bytes).toList());
    for (Use use : uses) {
      if (use.count() > retention.perOwner() || use.bytes() > each) {
        Select.first(
                connection,
                """
                SELECT id FROM (
                  SELECT id, row_number() OVER past AS place, sum(bytes) OVER past AS upto
                  FROM audit WHERE owner = ? WINDOW past AS (ORDER BY id DESC)
                ) AS placed WHERE place > ? OR upto > ? ORDER BY id DESC LIMIT 1
                """,
                row -> new Cut(use.owner(), row.getLong(1)),
                use.owner(),
                retention.perOwner(),
                each)
            .ifPresent(cuts::add);
      }
    }
  }

  private static int forget(Rows rows, Deque<Cut> cuts) throws SQLException {
    while (!cuts.isEmpty()) {
      Cut next = cuts.element();
      int deleted =
          rows.statements()
              .execute(
                  """
                  DELETE FROM audit WHERE id IN (
                    SELECT id FROM audit WHERE owner = ? AND id <= ? ORDER BY id LIMIT %s
                  )
                  """
                      .formatted(STEP),
                  next.owner(),
                  next.upTo());
      if (deleted > 0) {
        return deleted;
      }
      cuts.remove();
    }
    return 0;
  }
}
