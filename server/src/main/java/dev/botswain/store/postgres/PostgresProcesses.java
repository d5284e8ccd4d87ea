package dev.botswain.store.postgres;

import dev.botswain.store.AuditFilter.Run;
import dev.botswain.store.ProcessStore;
import dev.botswain.store.sql.Select;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tables `processes`, `egress_counts` and `rejected_tokens`. All times are the database's.
final class PostgresProcesses implements ProcessStore, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /// The step that it is now.
  private static final String NOW =
      "floor(extract(epoch FROM now()) / " + STEP.toSeconds() + ")::bigint";

  /// Steps that a window of ten minutes reaches back to.
  private static final int STEPS = 21;

  /// How much lower a number may be that is seen later: what two processes insert at once becomes
  /// visible in any order.
  private static final long LATE = 10_000;

  private static final int PRUNE_EVERY = 30;

  private final Line line;

  /// Up to where this process has read what each other one rejected. On the line's thread.
  private final Map<Integer, Long> read = new HashMap<>();

  private long highest;
  private int calls;

  PostgresProcesses(Target target) {
    this.line = new Line(target, "processes", TIMEOUT);
  }

  @Override
  public Future<Integer> enter() {
    return line.run(connection ->
        Select.list(
                connection,
                """
                INSERT INTO processes
                SELECT nextval('process_numbers'), 9223372036854775807, now(), '{}'
                ON CONFLICT (number) DO UPDATE
                SET first = excluded.first, seen = excluded.seen, used = excluded.used
                RETURNING number
                """,
                row -> row.getInt(1))
            .getFirst());
  }

  @Override
  public Future<Others> exchange(Report report) {
    return line.run(connection -> {
      add(connection, report);
      if (calls++ % PRUNE_EVERY == 0) {
        prune(connection);
      }
      return others(connection, report);
    });
  }

  private static void add(Connection connection, Report report) throws SQLException {
    try (PreparedStatement alive =
        connection.prepareStatement(
            """
            INSERT INTO processes VALUES (?, ?, now(), ?)
            ON CONFLICT (number) DO UPDATE
            SET first = excluded.first, seen = excluded.seen, used = excluded.used
            """)) {
      Select.bind(
          alive,
          report.number(),
          report.run().first(),
          new JsonObject(Map.copyOf(report.used())).encode());
      alive.executeUpdate();
    }
    if (!report.invalid().isEmpty()) {
      count(connection, report);
    }
    if (!report.rejected().isEmpty()) {
      reject(connection, report);
    }
  }

  private static void count(Connection connection, Report report) throws SQLException {
    try (PreparedStatement add =
        connection.prepareStatement(
            """
            INSERT INTO egress_counts
            SELECT ?, %s, bot, ?, n FROM unnest(?, ?) AS new (bot, n)
            ON CONFLICT (egress, slot, bot, process) DO UPDATE
            SET n = egress_counts.n + excluded.n
            """
                .formatted(NOW))) {
      add.setString(1, report.egress());
      add.setInt(2, report.number());
      var bots = List.copyOf(report.invalid().keySet());
      add.setArray(3, connection.createArrayOf("text", bots.toArray()));
      add.setArray(
          4, connection.createArrayOf("int4", bots.stream().map(report.invalid()::get).toArray()));
      add.executeUpdate();
    }
  }

  private static void reject(Connection connection, Report report) throws SQLException {
    try (PreparedStatement add =
        connection.prepareStatement(
            """
            INSERT INTO rejected_tokens (process, hash, network, at)
            SELECT ?, hash, network, now() - age * interval '1 millisecond'
            FROM unnest(?, ?, ?) AS new (hash, network, age)
            """)) {
      List<Rejected> all = report.rejected();
      add.setInt(1, report.number());
      add.setArray(2, connection.createArrayOf("text", all.stream().map(Rejected::hash).toArray()));
      add.setArray(
          3, connection.createArrayOf("text", all.stream().map(Rejected::network).toArray()));
      add.setArray(
          4,
          connection.createArrayOf(
              "int8", all.stream().map(one -> (Object) one.age().toMillis()).toArray()));
      add.executeUpdate();
    }
  }

  /// Deletes what no window reaches back to.
  private static void prune(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("DELETE FROM egress_counts WHERE slot < %s - %s".formatted(NOW, STEPS));
      statement.execute("DELETE FROM rejected_tokens WHERE at < now() - interval '11 minutes'");
      statement.execute("DELETE FROM processes WHERE seen < now() - interval '1 day'");
    }
  }

  private Others others(Connection connection, Report report) throws SQLException {
    var runs = new ArrayList<Run>();
    var used = new HashMap<String, Long>();
    Select.list(
        connection,
        "SELECT number, first, used FROM processes WHERE seen > now() - interval '30 seconds'",
        row -> {
          runs.add(new Run(row.getInt(1), row.getLong(2)));
          return row.getInt(1) == report.number() || add(used, row.getString(3));
        });
    List<Invalid> invalid =
        Select.list(
            connection,
            """
            SELECT bot, %1$s - slot, sum(n) FROM egress_counts
            WHERE egress = ? AND process <> ? AND slot > %1$s - %2$s
            GROUP BY 1, 2
            """
                .formatted(NOW, STEPS),
            row -> new Invalid(row.getString(1), row.getInt(2), row.getInt(3)),
            report.egress(),
            report.number());
    return new Others(runs, invalid, rejected(connection, report.number()), used);
  }

  private static boolean add(Map<String, Long> used, String more) {
    for (var entry : new JsonObject(more)) {
      used.merge(entry.getKey(), ((Number) entry.getValue()).longValue(), Long::sum);
    }
    return true;
  }

  /// What one process inserts becomes visible in order, so its last number says what has been read.
  private List<Rejected> rejected(Connection connection, int number) throws SQLException {
    var found = new ArrayList<Rejected>();
    Select.list(
        connection,
        """
        SELECT n, process, hash, network, extract(epoch FROM now() - at) * 1000
        FROM rejected_tokens WHERE n > ? AND process <> ? ORDER BY n
        """,
        row -> {
          long n = row.getLong(1);
          int process = row.getInt(2);
          if (n > read.getOrDefault(process, 0L)) {
            read.put(process, n);
            found.add(
                new Rejected(
                    row.getString(3), row.getString(4), Duration.ofMillis(row.getLong(5))));
          }
          highest = Math.max(highest, n);
          return true;
        },
        highest - LATE,
        number);
    return found;
  }

  @Override
  public void close() {
    line.close();
  }
}
