package dev.botswain.store;

import io.vertx.core.Future;
import java.util.List;

/// Who did what: records that are added, completed once, and deleted only when they are too old or
/// too many.
public interface AuditStore {

  /// Records by id.
  ///
  /// @param from the id to start after; with `newestFirst`, to start before
  /// @param limit the most records; fewer are returned only at the end
  Future<List<StoredAuditRecord>> page(
      AuditFilter filter, long from, boolean newestFirst, int limit);

  /// The highest id of a record, 0 if there is none.
  Future<Long> lastId();

  /// Deletes records that are too old or too many, from the oldest on. Writes meanwhile need not
  /// wait for all of it. Must not be called again before it is done.
  Future<Void> trim(AuditRetention retention);
}
