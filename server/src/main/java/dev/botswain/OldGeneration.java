package dev.botswain;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import javax.management.NotificationEmitter;

/// Has the JVM collect its old generation when what is in it has doubled since it last was. The
/// serial collector alone takes memory from the system instead, until the heap is as large as it
/// may be, and keeps it: with callers who come and go that is gigabytes of garbage.
///
/// Other collectors see to that themselves, and are left alone.
final class OldGeneration {
  private static final String OF_SERIAL = "Tenured Gen";

  /// Bytes below which it is not worth a pause.
  private static final long LEAST = 64 << 20;

  private OldGeneration() {}

  /// Watches from now on.
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

  /// A threshold is told of when it is passed, and again only once it was fallen below.
  private static void awaitDoubling(MemoryPoolMXBean pool) {
    long doubled = Math.max(LEAST, 2 * pool.getUsage().getUsed());
    long max = pool.getUsage().getMax();
    // Close to the limit the collector comes by itself.
    pool.setUsageThreshold(max < 0 ? doubled : Math.min(doubled, max));
  }
}
