package dev.botswain.store.postgres;

import static dev.botswain.store.Samples.await;

import dev.botswain.store.Append;
import dev.botswain.store.ForwardingStore;
import dev.botswain.store.Store;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// A store as a node that takes each bot of which it is given an event.
final class Owning {
  private Owning() {}

  static Store join(Store store) {
    var me = UUID.randomUUID();
    await(store.nodes().join(me, "http://127.0.0.1:1"));
    Map<Long, Long> epochs = new ConcurrentHashMap<>();
    return new ForwardingStore(
        store,
        events ->
            new ForwardingStore.Events(events) {
              @Override
              public void append(Append append, Runnable stored) {
                if (append.epoch() > 0) {
                  events.append(append, stored);
                  return;
                }
                long epoch =
                    epochs.computeIfAbsent(append.event().botId(), bot -> epoch(store, me, bot));
                events.append(
                    new Append(append.event(), append.upTo(), append.changes(), epoch), stored);
              }
            });
  }

  private static long epoch(Store store, UUID me, long bot) {
    try {
      return await(store.nodes().take(me, bot)).epoch();
    } catch (RuntimeException closed) {
      return 0;
    }
  }
}
