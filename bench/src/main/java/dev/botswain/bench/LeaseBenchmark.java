package dev.botswain.bench;

import dev.botswain.cluster.LeaseSimulation;
import dev.botswain.cluster.Removed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The protocol of several nodes in as many simulated schedules as one has time for: the test runs
/// ten thousand of them, this ten million. It can be run in portions: `first` is the seed to go on
/// with, and each sign of life says it.
final class LeaseBenchmark implements Benchmark {
  /// How many schedules a thread takes at once.
  private static final int BATCH = 10_000;

  @Override
  public String name() {
    return "lease";
  }

  @Override
  public String description() {
    return "several nodes, simulated: leases, claims and hand-overs in schedules full of faults";
  }

  @Override
  public Map<String, Integer> options() {
    return Map.of("schedules", 10_000_000, "first", 1, "threads", 1);
  }

  @Override
  public void run(Bench bench, Findings findings) throws InterruptedException {
    long all = bench.pick(bench.option(this, "schedules"), BATCH);
    long first = bench.option(this, "first");
    int count = bench.option(this, "threads");
    var seeds = new LeaseSeeds(first, all, BATCH);
    bench.cores().useTheLast(true); // Nothing runs beside it.
    try (var threads = Executors.newFixedThreadPool(count)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        running.add(threads.submit(() -> simulate(seeds, findings)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException failure) {
      throw new IllegalStateException("a schedule failed", failure);
    } finally {
      bench.cores().useTheLast(false);
    }
    report(seeds, findings);
  }

  private static void simulate(LeaseSeeds seeds, Findings findings) {
    for (LeaseSeeds.Batch batch = seeds.take(); batch != null; batch = seeds.take()) {
      var simulation = new LeaseSimulation(Removed.NONE);
      LeaseSimulation.Fault fault = simulation.run(batch.first(), batch.count());
      if (fault != null) {
        seeds.stop();
        synchronized (findings) {
          findings.broken("seed " + fault.seed() + ": " + fault.what());
        }
      }
      seeds.done(batch, simulation, fault == null);
    }
  }

  private static void report(LeaseSeeds seeds, Findings findings) {
    findings.add("schedules", "", "botswain", seeds.schedules());
    findings.add("schedules a second", "", "botswain", seeds.rate());
    findings.add("steps", "", "botswain", seeds.sum(LeaseSimulation::steps));
    findings.add("nodes given up", "", "botswain", seeds.sum(LeaseSimulation::fences));
    findings.add("stale appends refused", "", "botswain", seeds.sum(LeaseSimulation::refusals));
    findings.add("longest healing", "ms", "botswain", seeds.slowest());
    findings.goal(
        new Goal(
            "no schedule breaks an invariant, and each heals",
            findings.isBroken() ? "one does not" : "none of these",
            !findings.isBroken()));
    findings.note(seeds.range());
  }
}
