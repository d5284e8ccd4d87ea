package dev.botswain.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which records to read; null for all.
///
/// @param outcome of the result. `pending` are those without a result, `unknown` includes those of
///   them that began before `run`
/// @param run the id of the first record of this run of the server
/// @param since the first moment
/// @param until the moment after the last
public record AuditFilter(
    @Nullable Long botId,
    @Nullable String tenant,
    @Nullable String session,
    @Nullable String action,
    @Nullable String outcome,
    long run,
    @Nullable Instant since,
    @Nullable Instant until) {
  public static final String PENDING = "pending";
  public static final String UNKNOWN = "unknown";

  /// All records.
  public static final AuditFilter ALL =
      new AuditFilter(null, null, null, null, null, 0, null, null);

  /// Whether a record is one of them.
  public boolean passes(StoredAuditRecord record) {
    return (botId == null || botId == record.botId())
        && (tenant == null || tenant.equals(record.actor().tenant()))
        && (session == null || session.equals(record.actor().session()))
        && (action == null || action.equals(record.action()))
        && (outcome == null || outcome.equals(outcomeOf(record, run)))
        && (since == null || !record.at().isBefore(since))
        && (until == null || record.at().isBefore(until));
  }

  /// How a record ended, as far as a run of the server can know.
  ///
  /// @param run the id of its first record
  public static String outcomeOf(StoredAuditRecord record, long run) {
    StoredAuditRecord.Result result = record.result();
    if (result != null) {
      return result.outcome();
    }
    return record.id() < run ? UNKNOWN : PENDING;
  }
}
