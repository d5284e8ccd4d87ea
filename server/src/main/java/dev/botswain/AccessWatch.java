package dev.botswain;

import dev.botswain.cluster.Cluster;
import dev.botswain.operator.OperatorKey;
import dev.botswain.store.StoreFailedException;
import dev.botswain.tenant.TenantRegistry;
import dev.botswain.time.Await;
import dev.botswain.time.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads who may use the server anew when another node has changed it. Thread-safe.
final class AccessWatch {
  private static final Logger log = LoggerFactory.getLogger(AccessWatch.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Cluster cluster;
  private final TenantRegistry registry;
  private final OperatorKey key;
  private final Ticker ticker = Ticker.system();
  private final AtomicBoolean loading = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();

  /// The revision that the store has, and the one that is loaded.
  private volatile long seen;

  private volatile long loaded;

  /// Under the lock.
  private long askedAt = ticker.nanos();

  AccessWatch(Cluster cluster, TenantRegistry registry, OperatorKey key) {
    this.cluster = cluster;
    this.registry = registry;
    this.key = key;
  }

  void start() {
    cluster.onAccess(this::look);
    registry.onDoubt(this::catchUp);
  }

  /// Called with each beat; must not wait.
  private void look(long revision) {
    seen = revision;
    if (revision != loaded && loading.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("access")
          .start(() -> {
            try {
              load();
            } finally {
              loading.set(false);
            }
          });
    }
  }

  private void load() {
    lock.lock();
    try {
      long now = seen;
      if (now != loaded) {
        registry.load();
        key.load();
        loaded = now;
      }
    } catch (StoreFailedException later) { // The next beat tries again.
      log.warn("what other nodes have changed cannot be read: {}", later.toString());
    } finally {
      lock.unlock();
    }
  }

  /// Somebody is about to be refused who may have been let in by another node a moment ago: waits
  /// until that would be known.
  private void catchUp() {
    long wanted = ticker.nanos();
    lock.lock();
    try {
      if (askedAt - wanted < 0) { // Or another has asked since.
        long now = ticker.nanos();
        Await.of(cluster.refresh(), PATIENCE);
        askedAt = now;
      }
      load();
    } catch (TimeoutException | RuntimeException away) {
      log.debug("not known whether another node has let somebody in", away);
    } finally {
      lock.unlock();
    }
  }
}
