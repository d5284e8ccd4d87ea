package dev.botswain;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class OldGenerationTest {
  private static final int MIB = 1 << 20;

  /// All live long enough to grow old, and become garbage then.
  @Test
  void watch_garbageAmongTheOld_isCollected() {
    var old =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Tenured Gen"))
            .findFirst()
            .orElseThrow();
    OldGeneration.watch();
    System.gc();
    old.resetPeakUsage();
    long before = old.getUsage().getUsed();

    var live = new byte[40][];
    for (int i = 0; i < 4_000; i++) {
      live[i % live.length] = new byte[MIB];
    }

    assertThat(live[0]).hasSize(MIB);
    assertThat(old.getPeakUsage().getUsed() - before).isLessThan(before + 500L * MIB);
  }
}
