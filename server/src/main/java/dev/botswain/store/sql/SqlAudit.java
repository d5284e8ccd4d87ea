package dev.botswain.store.sql;

import dev.botswain.store.AuditFilter;
import dev.botswain.store.AuditRetention;
import dev.botswain.store.AuditStore;
import dev.botswain.store.Change;
import dev.botswain.store.StoredAuditRecord;
import dev.botswain.store.StoredAuditRecord.Actor;
import dev.botswain.store.StoredAuditRecord.Result;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table `audit`.
public final class SqlAudit implements AuditStore {
  /// Rows that are looked at before others may read: few of them may pass a filter.
  private static final int STEP = 5_000;

  private final Writer writer;
  private final Reader reader;

  public SqlAudit(Writer writer, Reader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  public static void write(Statements to, Change.OfAudit change) throws SQLException {
    switch (change) {
      case Change.PutAuditRecord(StoredAuditRecord record) -> put(to, record);
      case Change.CompleteAuditRecord(long id, Result result) ->
          to.execute(
              "UPDATE audit SET status = ?, outcome = ?, code = ? WHERE id = ? AND outcome IS NULL",
              result.status(),
              result.outcome(),
              result.code(),
              id);
    }
  }

  private static void put(Statements to, StoredAuditRecord record) throws SQLException {
    Actor actor = record.actor();
    Result result = record.result();
    to.execute(
        "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        record.id(),
        record.at().toEpochMilli(),
        actor.owner(),
        actor.session(),
        actor.tenant(),
        actor.operator() ? 1 : 0,
        actor.address(),
        record.botId(),
        record.action(),
        record.target(),
        record.dryRun() ? 1 : 0,
        record.requestId(),
        result == null ? null : result.status(),
        result == null ? null : result.outcome(),
        result == null ? null : result.code(),
        record.bytes());
  }

  @Override
  public Future<Long> lastId() {
    return reader.read(connection ->
        Select.first(connection, "SELECT coalesce(max(id), 0) FROM audit", row -> row.getLong(1))
            .orElse(0L));
  }

  @Override
  public Future<Void> trim(AuditRetention retention) {
    return new AuditTrim(reader, writer, retention).run();
  }

  @Override
  public Future<List<StoredAuditRecord>> page(
      AuditFilter filter, long from, boolean newestFirst, int limit) {
    return more(new AuditSelect(filter, newestFirst), from, limit, new ArrayList<>());
  }

  private Future<List<StoredAuditRecord>> more(
      AuditSelect select, long from, int limit, List<StoredAuditRecord> found) {
    return reader
        .read(connection -> step(connection, select, from, limit - found.size()))
        .compose(step -> {
          found.addAll(step.records());
          return found.size() >= limit || step.end() == null
              ? Future.succeededFuture(found)
              : more(select, step.end(), limit, found);
        });
  }

  /// @param end the row up to which it has looked; null if there are no more
  private record Step(List<StoredAuditRecord> records, @Nullable Long end) {}

  private static Step step(Connection connection, AuditSelect select, long from, int limit)
      throws SQLException {
    Long end =
        Select.first(
                connection, select.end(STEP), row -> row.getLong(1), select.parametersOfEnd(from))
            .orElse(null);
    return new Step(
        Select.list(
            connection,
            select.between(end != null, limit),
            SqlAudit::record,
            select.parameters(from, end)),
        end);
  }

  private static StoredAuditRecord record(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    int status = row.getInt("status");
    Integer answered = row.wasNull() ? null : (Integer) status;
    return new StoredAuditRecord(
        row.getLong("id"),
        Instant.ofEpochMilli(row.getLong("at")),
        new Actor(
            row.getString("owner"),
            row.getString("session"),
            row.getString("tenant"),
            row.getBoolean("operator"),
            row.getString("address")),
        row.getLong("bot"),
        row.getString("action"),
        row.getString("target"),
        row.getBoolean("dryrun"),
        row.getString("request"),
        outcome == null ? null : new Result(answered, outcome, row.getString("code")));
  }
}
