package dev.botswain.bench;

import dev.botswain.cluster.LeaseSimulation;
import dev.botswain.cluster.Removed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/// The protocol of several nodes in as many simulated schedules as one has time for: the test runs
/// ten thousand of them, this ten million.
final class LeaseBenchmark implements Benchmark {
  /// Between two signs of life.
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
    int all = bench.pick(bench.option(this, "schedules"), BATCH);
    int first = bench.option(this, "first");
    var next = new AtomicLong(first);
    long end = (long) first + all;
    try (var threads = Executors.newFixedThreadPool(bench.option(this, "threads"))) {
      List<Future<List<LeaseSimulation>>> running = new ArrayList<>();
      for (int i = 0; i < bench.option(this, "threads"); i++) {
        running.add(threads.submit(() -> simulate(next, end, findings)));
      }
      List<LeaseSimulation> done = new ArrayList<>();
      for (Future<List<LeaseSimulation>> one : running) {
        done.addAll(one.get());
      }
      report(done, findings);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("a schedule failed", failure);
    }
  }

  private static List<LeaseSimulation> simulate(AtomicLong next, long end, Findings findings) {
    List<LeaseSimulation> done = new ArrayList<>();
    while (true) {
      long from = next.getAndAdd(BATCH);
      if (from >= end) {
        return done;
      }
      var simulation = new LeaseSimulation(Removed.NONE);
      LeaseSimulation.Fault fault = simulation.run(from, Math.min(BATCH, end - from));
      done.add(simulation);
      if (fault != null) {
        next.set(end);
        synchronized (findings) {
          findings.broken("seed " + fault.seed() + ": " + fault.what());
        }
      }
      if (from / BATCH % 10 == 0) {
        Bench.say("up to seed %s", from + BATCH);
      }
    }
  }

  private static void report(List<LeaseSimulation> done, Findings findings) {
    findings.add(
        "schedules", "", "botswain", sum(done.stream().mapToLong(LeaseSimulation::schedules)));
    findings.add("steps", "", "botswain", sum(done.stream().mapToLong(LeaseSimulation::steps)));
    findings.add(
        "nodes given up", "", "botswain", sum(done.stream().mapToLong(LeaseSimulation::fences)));
    findings.add(
        "stale appends refused",
        "",
        "botswain",
        sum(done.stream().mapToLong(LeaseSimulation::refusals)));
    findings.add(
        "longest healing",
        "ms",
        "botswain",
        done.stream().mapToLong(LeaseSimulation::slowest).max().orElse(0L));
  }

  private static double sum(LongStream values) {
    return values.sum();
  }
}
