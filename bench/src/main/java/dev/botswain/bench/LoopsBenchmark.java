package dev.botswain.bench;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// The inner loops one by one, by JMH: the classes of [dev.botswain.bench.loops] whose names end in
/// `Loop`.
final class LoopsBenchmark implements Benchmark {
  @Override
  public String name() {
    return "loops";
  }

  @Override
  public String description() {
    return "inner loops one by one: frame scan, inflate, bucket, filter, JSON (JMH)";
  }

  @Override
  public void run(Bench bench, Findings findings) throws Exception {
    var options =
        new OptionsBuilder()
            .include("dev\\.botswain\\.bench\\.loops\\.[A-Za-z]*Loop\\.")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(bench.pick(3, 1))
            .warmupIterations(bench.pick(5, 1))
            .measurementIterations(bench.pick(5, 2))
            .warmupTime(TimeValue.milliseconds(bench.pick(1000, 200)))
            .measurementTime(TimeValue.milliseconds(bench.pick(1000, 200)))
            .jvmArgs(
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--sun-misc-unsafe-memory-access=allow")
            .addProfiler("gc")
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    for (RunResult result : results) {
      String[] words = result.getParams().getBenchmark().split("\\.");
      String what = words[words.length - 2] + "." + words[words.length - 1];
      result.getBenchmarkResults().stream()
          .flatMap(fork -> fork.getIterationResults().stream())
          .forEach(iteration ->
              findings.add(what, "ns", "botswain", iteration.getPrimaryResult().getScore()));
      var allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
      if (allocated != null) {
        findings.add(what, "bytes allocated", "botswain", allocated.getScore());
      }
    }
  }
}
