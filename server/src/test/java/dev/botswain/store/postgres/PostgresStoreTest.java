package dev.botswain.store.postgres;

import dev.botswain.config.DatabaseUrl;
import dev.botswain.store.DurableStoreTest;
import dev.botswain.store.Store;
import dev.botswain.store.sealing.KeySource;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// What a store in PostgreSQL does, as one node after another.
class PostgresStoreTest extends DurableStoreTest {
  static final KeySource KEY = new KeySource.Given(List.of(new byte[32]));

  private final Postgres postgres = Postgres.create();
  private boolean again;

  @AfterEach
  void closeDatabase() {
    postgres.close();
  }

  @Override
  protected Store open() {
    if (again) {
      postgres.execute("UPDATE nodes SET state = 'dead'");
    }
    again = true;
    return Owning.join(PostgresStore.open(DatabaseUrl.of(postgres.url()), KEY, Clock.systemUTC()));
  }
}
