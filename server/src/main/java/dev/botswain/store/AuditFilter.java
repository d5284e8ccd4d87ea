package dev.botswain.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which records to read; null for all.
///
/// @param outcome of the result. `pending` are those without a result, `unknown` includes those of
///   them that no run can complete any more
/// @param alive the runs of servers that can still complete what they began
/// @param since the first moment
/// @param until the moment after the last
public record AuditFilter(
    @Nullable Long botId,
    @Nullable String tenant,
    @Nullable String session,
    @Nullable String action,
    @Nullable String outcome,
    List<Run> alive,
    @Nullable Instant since,
    @Nullable Instant until) {
  public static final String PENDING = "pending";
  public static final String UNKNOWN = "unknown";

  public AuditFilter {
    alive = List.copyOf(alive);
  }

  /// All records.
  public static final AuditFilter ALL =
      new AuditFilter(null, null, null, null, null, List.of(), null, null);

  /// Whether a record is one of them.
  public boolean passes(StoredAuditRecord record) {
    return (botId == null || botId == record.botId())
        && (tenant == null || tenant.equals(record.actor().tenant()))
        && (session == null || session.equals(record.actor().session()))
        && (action == null || action.equals(record.action()))
        && (outcome == null || outcome.equals(outcomeOf(record, alive)))
        && (since == null || !record.at().isBefore(since))
        && (until == null || record.at().isBefore(until));
  }

  /// From the start of a server to its end.
  ///
  /// @param number of its process, which the lowest bits of the ids of all its records are
  /// @param first the id of its first record
  public record Run(int number, long first) {
    /// The bits of a number.
    public static final long BITS = ProcessStore.NUMBERS - 1;

    /// Whether a record is one of it.
    boolean began(long id) {
      return id >= first && (id & BITS) == number;
    }
  }

  /// How a record ended, as far as is known.
  ///
  /// @param alive as in the filter
  public static String outcomeOf(StoredAuditRecord record, List<Run> alive) {
    StoredAuditRecord.Result result = record.result();
    if (result != null) {
      return result.outcome();
    }
    return alive.stream().anyMatch(run -> run.began(record.id())) ? PENDING : UNKNOWN;
  }
}
