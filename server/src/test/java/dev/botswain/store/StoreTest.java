package dev.botswain.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/// What every store does, facet by facet.
@Timeout(120)
public abstract class StoreTest
    implements EventsContract,
        TrimContract,
        GuildsContract,
        BotsContract,
        SessionsContract,
        WebhooksContract,
        KeysContract,
        ClientSessionsContract,
        AuditContract,
        AccessContract,
        NodesContract {
  protected Store store;

  /// An empty store.
  protected abstract Store open() throws Exception;

  @Override
  public Store store() {
    return store;
  }

  @BeforeEach
  void openStore() throws Exception {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }
}
