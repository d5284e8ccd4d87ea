package dev.botswain.audit;

import dev.botswain.store.AuditFilter;
import dev.botswain.store.Change;
import dev.botswain.store.Store;
import dev.botswain.store.StoredAuditRecord;
import dev.botswain.store.StoredAuditRecord.Result;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/// The record of something that takes a while: pending when it begins, completed when it ends. It
/// must not begin before the record is stored: by [#begin], or by [#pending] in another
/// transaction.
public final class AuditEntry {
  static final String DONE = "done";
  static final String REFUSED = "refused";

  private final Store store;
  private final StoredAuditRecord record;

  AuditEntry(Store store, StoredAuditRecord record) {
    this.store = store;
    this.record = record;
  }

  /// What must be stored before it begins.
  public Change pending() {
    return new Change.PutAuditRecord(record);
  }

  /// Stores that it begins.
  ///
  /// @return fails with [dev.botswain.store.StoreFailedException]; then it must not begin
  public Future<Void> begin() {
    return store.write(pending());
  }

  /// It was done.
  ///
  /// @param status Discord's, or null
  public void done(@Nullable Integer status) {
    end(new Result(status, DONE, null));
  }

  /// It was not done.
  ///
  /// @param status Discord's, or null
  /// @param code of the error that the caller got; null if the caller got Discord's own
  public void refused(@Nullable Integer status, @Nullable String code) {
    end(new Result(status, REFUSED, code));
  }

  /// It is unknown whether it was done.
  public void unknown(@Nullable String code) {
    end(new Result(null, AuditFilter.UNKNOWN, code));
  }

  /// If this cannot be stored, the outcome stays unknown.
  private void end(Result result) {
    store.writeSoon(new Change.CompleteAuditRecord(record.id(), result));
  }
}
