package dev.botswain.store.sql;

import dev.botswain.store.Append;
import dev.botswain.store.Change;
import java.sql.SQLException;

/// Turns what is to be stored into rows, one transaction after the other. On the writer's thread
/// and connection.
public interface Rows {

  /// The statements of its connection.
  Statements statements();

  /// Adds an event. It may be written only at [#commit].
  void append(Append append) throws SQLException;

  /// Makes a change.
  void write(Change change) throws SQLException;

  /// Writes something that changes nothing, to check whether writing works.
  void probe() throws SQLException;

  /// Commits everything since the last commit.
  ///
  /// @throws RefusedException if none of it will ever be stored
  void commit() throws SQLException;

  /// Whether an event of the last commit was stored, and not refused for good.
  default boolean isStored(Append append) {
    return true;
  }

  /// Something that can wait until outcomes are reported.
  default void afterCommit() {}

  /// Undoes everything since the last commit.
  void rollback() throws SQLException;

  /// Whether the data is to blame for a failure, so that retrying is useless.
  boolean isOfTheData(Throwable failure);

  /// Whether another transaction was in the way, so that retrying at once is of use.
  default boolean isPassing(Throwable failure) {
    return false;
  }

  /// Writes each part of the next transaction at once, so that the one to blame can be told.
  ///
  /// @return false if it does so always
  default boolean writeOneByOne() {
    return false;
  }
}
