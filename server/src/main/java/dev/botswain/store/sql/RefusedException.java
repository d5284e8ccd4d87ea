package dev.botswain.store.sql;

import java.sql.SQLException;

/// A whole transaction is refused for good, because it is not this process's to write.
public final class RefusedException extends SQLException {
  public RefusedException(String message) {
    super(message);
  }
}
