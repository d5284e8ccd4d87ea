package dev.botswain;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import javax.management.NotificationEmitter;

/// Makes the JVM collect its old generation when its contents have doubled since the last
/// collection. The serial collector would instead take memory from the system until the heap has
/// its maximum size, and keep it: with callers who come and go that is gigabytes of garbage.
///
/// Other collectors do this themselves, and are left alone.
final class OldGeneration {
  private static final String OF_SERIAL = "Tenured Gen";

  /// Bytes below which a pause is not worthwhile.
  private static final long LEAST = 64 << 20;

  private OldGeneration() {}

  /// Starts watching.
  static void watch() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().equals(OF_SERIAL)) {
        watch(pool);
      }
    }
  }

  private static void watch(MemoryPoolMXBean pool) {
    var memory = (NotificationEmitter) ManagementFactory.getMemoryMXBean();
    memory.addNotificationListener(
        (_, _) -> {
          System.gc();
          awaitDoubling(pool);
        },
        notification ->
            notification.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED),
        null);
    awaitDoubling(pool);
  }

  /// The JVM notifies when usage rises above a threshold, and again only after usage has fallen
  /// below it.
  private static void awaitDoubling(MemoryPoolMXBean pool) {
    long doubled = Math.max(LEAST, 2 * pool.getUsage().getUsed());
    long max = pool.getUsage().getMax();
    // Close to the limit the collector runs by itself.
    pool.setUsageThreshold(max < 0 ? doubled : Math.min(doubled, max));
  }
}
