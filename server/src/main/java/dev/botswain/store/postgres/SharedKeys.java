package dev.botswain.store.postgres;

import dev.botswain.store.sealing.SealingKey;
import dev.botswain.store.sql.SealedDatabase;
import dev.botswain.store.sql.Statements;
import java.sql.SQLException;

/// The keys of a database that several nodes use.
final class SharedKeys implements SealedDatabase {
  private final Target target;

  SharedKeys(Target target) {
    this.target = target;
  }

  @Override
  public String name() {
    return target.name();
  }

  /// Other keys stay in use as long as a node seals with another one.
  @Override
  public void keepOnly(Statements to, SealingKey key) throws SQLException {
    to.execute(
        "DELETE FROM sealing_keys WHERE id <> ? AND NOT EXISTS"
            + " (SELECT 1 FROM nodes WHERE state <> 'dead' AND sealing <> ?)",
        key.id(),
        key.id());
  }

  /// A commit does.
  @Override
  public void sync() {}

  @Override
  public boolean isShared() {
    return true;
  }
}
