package dev.botswain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.config.EventRetention;
import dev.botswain.limit.Limit;
import dev.botswain.store.Store;
import dev.botswain.store.memory.MemoryStore;
import io.vertx.core.Promise;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What nobody waits for does not fill the memory while the disk is slow.
class UnstoredRecordsTest {
  private final List<Promise<Void>> writes = new ArrayList<>();
  private final Store memory = new MemoryStore();

  /// A store that answers writes when the test says so.
  private final Store slow =
      (Store)
          Proxy.newProxyInstance(
              Store.class.getClassLoader(),
              new Class<?>[] {Store.class},
              (_, method, arguments) -> {
                if (method.getName().equals("writeSoon")) {
                  Promise<Void> write = Promise.promise();
                  writes.add(write);
                  return write.future();
                }
                return method.invoke(memory, arguments);
              });

  private final Audit audit =
      new Audit(slow, InstantSource.system(), new EventRetention(Duration.ofDays(1), 1000));

  private void refuse(String owner) {
    audit
        .by(Actor.session(owner, "0123456789ab", "default", "192.0.2.1", "r"))
        .refused("sendMessage", 1, Target.NONE, "scope_missing");
  }

  @Test
  void refusals_whileTheDiskIsSlow_waitUpToABound() {
    int most = (int) Limit.AUDIT_UNSTORED.share();
    for (int i = 0; i < most + 10; i++) {
      refuse("bot 1");
    }
    assertThat(writes).hasSize(most);

    refuse("bot 2");
    assertThat(writes).hasSize(most + 1);

    writes.getFirst().complete();
    refuse("bot 1");
    assertThat(writes).hasSize(most + 2);
  }
}
