package dev.botswain.store.sql;

import dev.botswain.store.sealing.SealingKey;
import java.io.IOException;
import java.sql.SQLException;

/// The database whose keys change ([SqlSecretKeys]).
public interface SealedDatabase {

  /// Its name, for people.
  String name();

  /// Whether no other process seals with another key. Until then it is too early to seal anew what
  /// others have sealed.
  default boolean isAgreed(Statements to, SealingKey key) throws SQLException {
    return true;
  }

  /// Records that nothing is sealed with any other key, if [#isAgreed] holds.
  ///
  /// @return whether it does
  boolean keepOnly(Statements to, SealingKey key) throws SQLException;

  /// Makes everything that was committed survive a loss of power.
  void sync() throws IOException;

  /// Whether other processes, which read the keys from a place of their own, may use it at the same
  /// time. Then the place is never written.
  default boolean isShared() {
    return false;
  }
}
