package dev.botswain.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.bench.LeaseSeeds.Batch;
import dev.botswain.cluster.LeaseSimulation;
import dev.botswain.cluster.Removed;
import org.junit.jupiter.api.Test;

/// Which seeds are done, if several threads run them.
class LeaseSeedsTest {
  private final LeaseSimulation none = new LeaseSimulation(Removed.NONE);

  @Test
  void range_laterBatchDoneFirst_endsBeforeTheGap() {
    var seeds = new LeaseSeeds(11, 25, 10);
    Batch one = seeds.take();
    Batch two = seeds.take();
    Batch three = seeds.take();

    assertThat(seeds.take()).isNull();
    assertThat(three).isEqualTo(new Batch(31, 5));
    seeds.done(two, none, true);
    assertThat(seeds.range()).isEqualTo("No seed is done.");
    seeds.done(one, none, true);
    assertThat(seeds.range()).isEqualTo("Seeds 11 to 30 are done.");
    seeds.done(three, none, true);
    assertThat(seeds.range()).isEqualTo("Seeds 11 to 35 are done.");
  }

  @Test
  void range_faultyBatch_endsBeforeIt() {
    var seeds = new LeaseSeeds(1, 30, 10);
    Batch one = seeds.take();
    Batch two = seeds.take();

    seeds.stop();
    assertThat(seeds.take()).isNull();
    seeds.done(one, none, true);
    seeds.done(two, none, false);
    assertThat(seeds.range()).isEqualTo("Seeds 1 to 10 are done.");
  }
}
