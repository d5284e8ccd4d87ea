package dev.botswain.store.sql;

import dev.botswain.store.AuditFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The statements that read the records of a filter, some rows at a time.
public final class AuditSelect {
  private final boolean newestFirst;
  private final @Nullable Long bot;
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  public AuditSelect(AuditFilter filter, boolean newestFirst) {
    this.newestFirst = newestFirst;
    this.bot = filter.botId();
    equal("tenant", filter.tenant());
    equal("session", filter.session());
    equal("action", filter.action());
    outcome(filter);
    if (filter.since() != null) {
      add("at >= ?", filter.since().toEpochMilli());
    }
    if (filter.until() != null) {
      add("at < ?", filter.until().toEpochMilli());
    }
  }

  private void equal(String column, @Nullable String value) {
    if (value != null) {
      add(column + " = ?", value);
    }
  }

  private void outcome(AuditFilter filter) {
    switch (filter.outcome()) {
      case null -> {}
      case AuditFilter.PENDING -> conditions.add("outcome IS NULL AND " + isAlive(filter));
      case AuditFilter.UNKNOWN ->
          conditions.add(
              "(outcome = 'unknown' OR outcome IS NULL AND NOT " + isAlive(filter) + ")");
      default -> equal("outcome", filter.outcome());
    }
  }

  /// Whether somebody can still complete the record.
  private static String isAlive(AuditFilter filter) {
    String runs =
        filter.alive().stream()
            .map(run ->
                "id >= %s AND (id & %s) = %s"
                    .formatted(run.first(), AuditFilter.Run.BITS, run.number()))
            .collect(Collectors.joining(" OR "));
    return runs.isEmpty() ? "FALSE" : "(" + runs + ")";
  }

  private void add(String condition, Object value) {
    conditions.add(condition);
    values.add(value);
  }

  /// The last of the next rows, if there are that many.
  public String end(int rows) {
    return "SELECT id FROM audit WHERE %s%s%s LIMIT 1 OFFSET %s"
        .formatted(beyond(), ofBot(), order(), rows - 1);
  }

  public Object[] parametersOfEnd(long from) {
    return bot == null ? new Object[] {from} : new Object[] {from, bot};
  }

  /// The records among these rows.
  ///
  /// @param bounded whether there are rows after them
  public String between(boolean bounded, int limit) {
    return "SELECT * FROM audit WHERE %s%s%s%s%s LIMIT %s"
        .formatted(
            beyond(),
            ofBot(),
            bounded ? (newestFirst ? " AND id >= ?" : " AND id <= ?") : "",
            conditions.isEmpty() ? "" : " AND " + String.join(" AND ", conditions),
            order(),
            limit);
  }

  public Object[] parameters(long from, @Nullable Long end) {
    var all = new ArrayList<Object>(List.of(parametersOfEnd(from)));
    if (end != null) {
      all.add(end);
    }
    all.addAll(values);
    return all.toArray();
  }

  private String beyond() {
    return newestFirst ? "id < ?" : "id > ?";
  }

  private String ofBot() {
    return bot == null ? "" : " AND bot = ?";
  }

  private String order() {
    return newestFirst ? " ORDER BY id DESC" : " ORDER BY id";
  }
}
