package dev.botswain.store;

import static dev.botswain.store.Samples.NOON;
import static dev.botswain.store.Samples.await;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What the tests of all facets share.
interface StoreContract {
  long BOT = 1_100_000_000_000_000_001L;
  long OTHER_BOT = 1_100_000_000_000_000_002L;
  long GUILD = 1_200_000_000_000_000_001L;

  /// The store under test.
  Store store();

  /// Appends, and waits until it is stored.
  default void append(StoredEvent event, GuildChange... changes) {
    append(new Append(event, null, List.of(changes)));
  }

  default void appendAll(StoredEvent... events) {
    for (StoredEvent event : events) {
      append(event, new GuildChange[0]);
    }
  }

  default void append(Append append) {
    var stored = new CompletableFuture<Void>();
    store().events().append(append, () -> stored.complete(null));
    stored.orTimeout(60, TimeUnit.SECONDS).join();
  }

  default void write(Change... changes) {
    await(store().write(List.of(changes)));
  }

  default List<StoredEvent> events(long bot) {
    return await(store().events().page(bot, 0, 1_000_000, Integer.MAX_VALUE)).events();
  }

  static Instant timeOf(long id) {
    return NOON.plusSeconds(id);
  }
}
