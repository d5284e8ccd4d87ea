package dev.botswain.store.sqlite;

import java.util.EnumSet;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Failures caused by the data, not by the disk: retrying is useless.
final class Refusals {
  private static final Set<SQLiteErrorCode> CODES =
      EnumSet.of(
          SQLiteErrorCode.SQLITE_CONSTRAINT,
          SQLiteErrorCode.SQLITE_MISMATCH,
          SQLiteErrorCode.SQLITE_RANGE,
          SQLiteErrorCode.SQLITE_TOOBIG);

  private Refusals() {}

  static boolean include(Throwable failure) {
    return failure instanceof RuntimeException
        || (failure instanceof SQLiteException it && CODES.contains(kind(it.getResultCode())));
  }

  /// The lowest byte of an extended code is its kind.
  private static SQLiteErrorCode kind(SQLiteErrorCode extended) {
    return SQLiteErrorCode.getErrorCode(extended.code & 0xff);
  }
}
