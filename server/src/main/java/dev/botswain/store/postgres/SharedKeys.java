package dev.botswain.store.postgres;

import dev.botswain.store.sealing.SealingKey;
import dev.botswain.store.sql.SealedDatabase;
import dev.botswain.store.sql.Statements;
import java.sql.SQLException;

/// The keys of a database that several nodes use.
final class SharedKeys implements SealedDatabase {
  private static final String OTHERS = "SELECT 1 FROM nodes WHERE state <> 'dead' AND sealing <> ?";

  private final Target target;

  SharedKeys(Target target) {
    this.target = target;
  }

  @Override
  public String name() {
    return target.name();
  }

  @Override
  public boolean isAgreed(Statements to, SealingKey key) throws SQLException {
    return to.isEmpty(OTHERS, key.id());
  }

  @Override
  public boolean keepOnly(Statements to, SealingKey key) throws SQLException {
    to.execute(
        "DELETE FROM sealing_keys WHERE id <> ? AND NOT EXISTS (%s)".formatted(OTHERS),
        key.id(),
        key.id());
    return to.isEmpty("SELECT 1 FROM sealing_keys WHERE id <> ?", key.id());
  }

  /// A commit does.
  @Override
  public void sync() {}

  @Override
  public boolean isShared() {
    return true;
  }
}
