package dev.botswain.store.memory;

import static dev.botswain.store.Samples.NOON;
import static dev.botswain.store.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.limit.Limit;
import dev.botswain.store.Change.PutKey;
import dev.botswain.store.Store;
import dev.botswain.store.StoreTest;
import dev.botswain.store.StoredKey;
import org.junit.jupiter.api.Test;

/// What a store in memory does beyond what every store does.
class MemoryStoreTest extends StoreTest {
  @Override
  protected Store open() {
    return new MemoryStore();
  }

  @Test
  void keys_moreThanMemoryHas_oldestOfWhoeverHasMostAreForgotten() {
    int answer = 256 << 10;
    long fit = Limit.ANSWERS_IN_MEMORY.share() / answer;
    await(store.write(new PutKey(new StoredKey("rare", 2, "request", new byte[answer], NOON))));
    for (int n = 1; n <= 2 * fit; n++) {
      var key = new StoredKey("k" + n, 1, "request", new byte[answer], NOON.plusSeconds(n));
      await(store.write(new PutKey(key)));
    }

    long kept = 0;
    for (int n = 1; n <= 2 * fit; n++) {
      kept += await(store.keys().find("k" + n)).isPresent() ? 1 : 0;
    }
    assertThat(kept).isBetween(fit / 2, fit);
    assertThat(await(store.keys().find("k" + 2 * fit))).isPresent();
    assertThat(await(store.keys().find("rare"))).isPresent();
  }

  @Test
  void keys_ofManyBots_takeNoMoreThanThereIs() {
    int answer = 256 << 10;
    long most = Limit.ANSWERS_IN_MEMORY.total() / answer;
    for (int n = 1; n <= 2 * most; n++) {
      var key = new StoredKey("k" + n, n, "request", new byte[answer], NOON.plusSeconds(n));
      await(store.write(new PutKey(key)));
    }

    long kept = 0;
    for (int n = 1; n <= 2 * most; n++) {
      kept += await(store.keys().find("k" + n)).isPresent() ? 1 : 0;
    }
    assertThat(kept).isBetween(most / 2, most);
  }
}
