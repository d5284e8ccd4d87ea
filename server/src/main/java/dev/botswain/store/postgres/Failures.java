package dev.botswain.store.postgres;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a failure is about, by its SQLSTATE.
///
/// Source: <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
final class Failures {
  /// Raised by our own functions: the node is dead.
  private static final String FENCED = "BS001";

  /// Data exceptions, violated constraints, and values that are too large.
  private static final Set<String> OF_THE_DATA = Set.of("22", "23", "54");

  /// Serialization failures, deadlocks, and locks that were not to be had.
  private static final Set<String> PASSING = Set.of("40001", "40P01", "55P03");

  private static final String NO_PARTITION = "23514";

  private Failures() {}

  /// For people. What failed to connect says less than its cause, which may be an unknown host.
  static String reason(SQLException failure) {
    return failure.getCause() instanceof UnknownHostException unknown
        ? "unknown host " + unknown.getMessage()
        : String.valueOf(failure.getMessage());
  }

  private static String state(@Nullable Throwable failure) {
    return failure instanceof SQLException it && it.getSQLState() != null ? it.getSQLState() : "";
  }

  static boolean isFenced(Throwable failure) {
    return state(failure).equals(FENCED);
  }

  static boolean isOfTheData(Throwable failure) {
    String state = state(failure);
    return failure instanceof RuntimeException
        || state.length() == 5
            && OF_THE_DATA.contains(state.substring(0, 2))
            && !isWithoutPartition(failure);
  }

  static boolean isPassing(Throwable failure) {
    return PASSING.contains(state(failure)) || isWithoutPartition(failure);
  }

  static boolean isLocked(Throwable failure) {
    return state(failure).equals("55P03");
  }

  /// There is no partition for an event's id.
  static boolean isWithoutPartition(Throwable failure) {
    return state(failure).equals(NO_PARTITION);
  }

  /// Whether the server may have done what was asked although it did not say so.
  static boolean isOutcomeUnknown(Throwable failure) {
    String state = state(failure);
    return state.startsWith("08") || state.startsWith("57P") || state.startsWith("XX");
  }

  /// The server is a standby, or has become one.
  static boolean isReadOnly(Throwable failure) {
    return state(failure).equals("25006");
  }
}
