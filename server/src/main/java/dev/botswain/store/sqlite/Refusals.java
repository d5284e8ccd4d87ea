package dev.botswain.store.sqlite;

import java.util.EnumSet;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Failures that are the fault of what was to be stored, not of the disk: to try again is in vain.
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

  /// Of an extended code its lowest byte says of which kind it is.
  private static SQLiteErrorCode kind(SQLiteErrorCode extended) {
    return SQLiteErrorCode.getErrorCode(extended.code & 0xff);
  }
}
