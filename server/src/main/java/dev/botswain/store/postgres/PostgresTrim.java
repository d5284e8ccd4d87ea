package dev.botswain.store.postgres;

import dev.botswain.store.Retention;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.sql.Select;
import dev.botswain.store.sql.TrimPlan;
import dev.botswain.store.sql.TrimPlan.Count;
import dev.botswain.store.sql.TrimPlan.Cut;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the logs of this node's bots begin later, once, on a reader's thread. What is too old
/// stays in its partition until all of that is too old, which then is dropped. What is too much
/// ([TrimPlan]) is deleted, some rows at a time.
///
/// All nodes trim at their own times, each the logs of its own bots. The plan of what is too much
/// in all is made of all logs, and each node carries out its part. Only one of the nodes, the first
/// by id, drops partitions and looks after logs of bots without an owner.
final class PostgresTrim {
  private static final Logger log = LoggerFactory.getLogger(PostgresTrim.class);
  private static final int BOTS = 500;
  private static final int ROWS = 1_000;

  private final Supplier<@Nullable UUID> node;
  private final Partitions partitions;
  private final InstantSource clock;

  /// The newest time of an event in partitions whose ids are old enough.
  private final Map<Long, Long> newest = new HashMap<>();

  PostgresTrim(Supplier<@Nullable UUID> node, Partitions partitions, InstantSource clock) {
    this.node = node;
    this.partitions = partitions;
    this.clock = clock;
  }

  /// @return as [dev.botswain.store.EventStore#trim]
  Map<Long, Long> run(Connection connection, Retention retention) throws SQLException {
    var run = new Run(connection, retention);
    try {
      run.all();
    } catch (SQLException e) {
      if (run.trimmed.isEmpty()) {
        throw e;
      }
      log.warn("events could not be deleted", e);
    }
    return run.trimmed;
  }

  /// One trim.
  private final class Run {
    private final Connection connection;
    private final Retention retention;
    private final TrimPlan plan;
    private final Map<Long, Long> trimmed = new HashMap<>();

    Run(Connection connection, Retention retention) {
      this.connection = connection;
      this.retention = retention;
      this.plan = new TrimPlan(retention);
    }

    void all() throws SQLException {
      partitions.addAhead(connection, clock.instant());
      UUID me = node.get();
      if (me == null) {
        return;
      }
      List<Long> bots =
          Select.list(connection, "SELECT bot FROM bots_to_trim(?)", row -> row.getLong(1), me);
      var mine = new HashSet<Long>(bots);
      count(bots);
      tooOld(me, bots);
      var logs = new PostgresLogs(connection);
      List<Count> counts = logs.counts();
      forget(me, mine, plan.tooMany(logs, counts));
      if (retention.boundsOwners()) {
        forget(me, mine, plan.tooManyOfADay(logs));
        forget(me, mine, plan.tooLargeOfOwners(logs));
      }
      counts = logs.counts();
      if (plan.surplus(counts) > 0) {
        forget(me, mine, plan.tooLarge(logs));
      }
      if (isFirst(me)) {
        drop();
      }
    }

    private boolean isFirst(UUID me) throws SQLException {
      return Select.list(
              connection,
              "SELECT id FROM nodes WHERE state <> 'dead' ORDER BY id LIMIT 1",
              row -> row.getObject(1, UUID.class))
          .contains(me);
    }

    private void count(List<Long> bots) throws SQLException {
      try (var count = connection.prepareStatement("SELECT count_logs(?)")) {
        for (int i = 0; i < bots.size(); i += BOTS) {
          count.setArray(
              1, Numbers.of(connection, bots.subList(i, Math.min(i + BOTS, bots.size()))));
          count.execute();
        }
      }
    }

    private void tooOld(UUID me, List<Long> bots) throws SQLException {
      Map<Long, Retention.Group> groups = retention.byBot();
      for (int i = 0; i < bots.size(); i += BOTS) {
        List<Long> some = bots.subList(i, Math.min(i + BOTS, bots.size()));
        List<Long> since = new ArrayList<>();
        for (long bot : some) {
          Retention.Group group = groups.get(bot);
          Retention.Rule rule = group == null ? retention.rule() : group.rule();
          since.add(rule.since().toEpochMilli());
        }
        for (Lost lost :
            Select.list(
                connection,
                """
                SELECT lost.* FROM unnest(?, ?) AS one(bot, since)
                CROSS JOIN LATERAL forget(?, one.bot, before_first(one.bot, one.since)) AS lost
                """,
                row -> new Lost(row.getLong(1), row.getLong(2), row.getLong(3)),
                Numbers.of(connection, some),
                Numbers.of(connection, since),
                me)) {
          trimmed.put(lost.bot(), lost.last());
        }
      }
    }

    private void forget(UUID me, Set<Long> mine, Collection<Cut> cuts) throws SQLException {
      for (Cut cut : cuts) {
        if (mine.contains(cut.bot())) {
          Lost lost =
              Select.first(
                      connection,
                      "SELECT * FROM forget(?, ?, ?)",
                      row -> new Lost(row.getLong(1), row.getLong(2), row.getLong(3)),
                      me,
                      cut.bot(),
                      cut.upTo())
                  .orElse(null);
          if (lost != null) {
            trimmed.put(lost.bot(), lost.last());
            delete(lost);
          }
        }
      }
    }

    private void delete(Lost lost) throws SQLException {
      try (var delete =
          connection.prepareStatement(
              """
              DELETE FROM events WHERE bot = ? AND id IN (
                SELECT id FROM events WHERE bot = ? AND id > ? AND id <= ? ORDER BY id LIMIT %s
              )
              """
                  .formatted(ROWS))) {
        Select.bind(delete, lost.bot(), lost.bot(), lost.before(), lost.last());
        while (delete.executeUpdate() == ROWS) {
          // There are more.
        }
      }
    }

    /// Drops the oldest partitions, up to the first that has an event which is not too old.
    private void drop() throws SQLException {
      long oldest = retention.rule().since().toEpochMilli();
      for (Retention.Group group : retention.groups()) {
        oldest = Math.min(oldest, group.rule().since().toEpochMilli());
      }
      oldest -= ahead();
      List<Long> slots =
          Select.list(
              connection,
              "SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid"
                  + " WHERE inhparent = 'events'::regclass",
              row -> Partitions.slotOf(row.getString(1)));
      for (long slot :
          slots.stream().filter(slot -> slot >= 0).sorted(Comparator.naturalOrder()).toList()) {
        if (Partitions.end(slot) > StoredEvent.idAt(oldest)
            || newest(slot, oldest) >= oldest
            || !drop(slot)) {
          return;
        }
      }
    }

    /// By how many milliseconds this node's clock is ahead of the database's. Partitions have the
    /// events of all nodes, so one with a wrong clock must not drop them too early.
    private long ahead() throws SQLException {
      long now =
          Select.list(
                  connection,
                  "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint",
                  row -> row.getLong(1))
              .getFirst();
      return Math.max(0, clock.millis() - now);
    }

    private long newest(long slot, long oldest) throws SQLException {
      Long known = newest.get(slot);
      if (known == null || known < oldest) { // It may have newer ones by now.
        known =
            Select.list(
                    connection,
                    "SELECT coalesce(max(time), 0) FROM events_" + slot,
                    row -> row.getLong(1))
                .getFirst();
        newest.put(slot, known);
      }
      return known;
    }

    /// @return false if it is in use: another trim finds it free
    private boolean drop(long slot) throws SQLException {
      try (var statement = connection.createStatement()) {
        statement.execute("SELECT lose_partition('events_" + slot + "')");
      } catch (SQLException e) {
        if (Failures.isLocked(e)) {
          return false;
        }
        throw e;
      }
      newest.remove(slot);
      partitions.forget(slot);
      log.info(
          "dropped the events of {}",
          Instant.ofEpochMilli(StoredEvent.millisOf(Partitions.end(slot))));
      return true;
    }
  }

  /// What a log lost: the last event before that, and the last of it.
  private record Lost(long bot, long before, long last) {}
}
