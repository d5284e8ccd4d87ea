package dev.botswain.store.sql;

import dev.botswain.store.StoreUnusableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Copies everything of a stopped store into an empty one, and counts it there. Bots resume from
/// it, and readers go on.
public final class StoreCopy {
  private static final int FETCH = 500;

  private final CopyEnd from;
  private final CopyEnd to;

  public StoreCopy(CopyEnd from, CopyEnd to) {
    this.from = from;
    this.to = to;
  }

  /// Called as work goes on.
  public interface Progress {
    /// @param done rows of `all`
    void reached(long done, long all);
  }

  /// @return the number of rows, by table
  /// @throws StoreUnusableException if it cannot be done; then nothing is in the target
  public Map<CopiedTable, Long> run(Progress progress) {
    try {
      to.checkEmpty();
      var counts = new EnumMap<CopiedTable, Long>(CopiedTable.class);
      long all = 0;
      for (CopiedTable table : CopiedTable.values()) {
        long rows = from.count(table);
        counts.put(table, rows);
        all += rows;
      }
      long done = 0;
      for (CopiedTable table : CopiedTable.values()) {
        done = copy(table, done, all, progress);
      }
      check(counts);
      to.finish();
      return counts;
    } catch (SQLException e) {
      throw new StoreUnusableException(
          "%s could not be copied into %s (%s); nothing was"
              .formatted(from.name(), to.name(), e.getMessage()),
          e);
    }
  }

  private long copy(CopiedTable table, long before, long all, Progress progress)
      throws SQLException {
    long done = before;
    try (var select = from.connection().prepareStatement(from.select(table))) {
      select.setFetchSize(FETCH);
      try (ResultSet row = select.executeQuery()) {
        @Nullable Object[] values = new @Nullable Object[table.columns().size()];
        while (row.next()) {
          for (int i = 0; i < values.length; i++) {
            values[i] = row.getObject(i + 1);
          }
          to.insert(table, values);
          done++;
          if (done % FETCH == 0) {
            progress.reached(done, all);
          }
        }
      }
    }
    to.flush();
    return done;
  }

  private void check(Map<CopiedTable, Long> counts) throws SQLException {
    for (var table : counts.entrySet()) {
      long there = to.count(table.getKey());
      boolean isThere =
          table.getKey() == CopiedTable.SEALING_KEYS
              ? there >= table.getValue()
              : there == table.getValue();
      if (!isThere) {
        throw new StoreUnusableException(
            "%s has %s rows of %s, and %s got only %s; nothing was copied"
                .formatted(
                    from.name(), table.getValue(), table.getKey().table(), to.name(), there));
      }
    }
  }
}
