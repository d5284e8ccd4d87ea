package dev.botswain.bench;

import dev.botswain.bench.Cores.Place;
import dev.botswain.bench.HttpLoad.Outcome;
import dev.botswain.bench.SimControl.Bot;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the relay of Discord's REST API adds, compared with a reverse proxy that does nothing else.
final class RelayBenchmark implements Benchmark {
  private static final int CONNECTIONS = 64;
  private static final String P50 = "ms, p50";
  private static final List<Integer> KIB = List.of(1, 100);

  @Override
  public String name() {
    return "relay";
  }

  @Override
  public String description() {
    return "requests through /api/v10 with answers of 1 KiB and 100 KiB; one core";
  }

  /// A way to the sim: through a process, or directly if that is null.
  private record Way(String name, String url, String token, @Nullable ProcessTree process) {}

  @Override
  public void run(Bench bench, Findings findings) throws Exception {
    var vertx = Vertx.vertx();
    var botswain = Botswain.unlimited(bench);
    var proxy = Peer.proxy(bench);
    List<Side> sides = Sides.ready(findings, botswain, proxy);
    var launched = new ArrayList<Launched>();
    try (var http = new Http();
        var sim = botswain.sim(1, 50, 0)) {
      var control = new SimControl(http, sim.url());
      Bot bot = control.bots().getFirst();
      List<String> channels = control.channels();
      for (int i = 0; i < KIB.size(); i++) {
        control.answer(
            path(channels.get(i)), Map.of("filling", "x".repeat(KIB.get(i) * 1024 - 14)));
      }
      var ways = new ArrayList<Way>();
      for (Side side : sides) {
        Launched one = side.start(sim.url(), Place.OWN);
        launched.add(one);
        String token = side instanceof Botswain ? http.login(one.url(), bot.token()) : bot.token();
        ways.add(new Way(side.name(), one.url(), token, one.tree()));
      }
      ways.add(new Way("direct", sim.url(), bot.token(), null));
      for (int run = -1; run < bench.pick(5, 1); run++) {
        for (int i = 0; i < KIB.size(); i++) {
          for (Way way : ways) {
            String url = way.url() + "/api/v10" + path(channels.get(i));
            var measured = run < 0 ? new Findings() : findings;
            measure(vertx, bench, measured, way, url, "%s KiB".formatted(KIB.get(i)));
          }
        }
      }
    } finally {
      launched.forEach(Launched::close);
      vertx.close();
    }
    judge(findings);
  }

  private static String path(String channel) {
    return "/channels/" + channel + "/messages";
  }

  private static void measure(
      Vertx vertx, Bench bench, Findings findings, Way way, String url, String size)
      throws IOException, InterruptedException {
    Duration time = bench.pick(Duration.ofSeconds(10), Duration.ofSeconds(2));
    List<String> headers =
        List.of("Authorization: Bot " + way.token(), "User-Agent: " + Http.BOT_AGENT);
    Outcome alone = HttpLoad.run(vertx, url, headers, 1, time);
    String one = size + ", one connection";
    findings.add(one, P50, way.name(), alone.millis(50));
    findings.add(one, "ms, p99", way.name(), alone.millis(99));

    double before = way.process() == null ? 0 : way.process().cpuSeconds();
    Outcome many = HttpLoad.run(vertx, url, headers, CONNECTIONS, time);
    String all = size + ", 64 connections";
    findings.add(all, "requests/s", way.name(), many.perSecond());
    findings.add(all, "ms, p99", way.name(), many.millis(99));
    if (way.process() != null) {
      double cpu = way.process().cpuSeconds() - before;
      findings.add(all, "µs CPU a request", way.name(), cpu * 1e6 / many.requests());
    }
    if (alone.failures() + many.failures() > 0) {
      findings.broken(
          "%s, %s: %s errors".formatted(size, way.name(), alone.failures() + many.failures()));
    }
  }

  private static void judge(Findings findings) {
    for (int kib : KIB) {
      String what = "%s KiB, one connection".formatted(kib);
      double added =
          findings.median(what, P50, "botswain").orElse(Double.NaN)
              - findings.median(what, P50, "direct").orElse(Double.NaN);
      findings.goal(
          new Goal(
              "%s KiB: the relay adds at most 0.3 ms to the p50".formatted(kib),
              Figures.readable(added) + " ms",
              added <= 0.3));
    }
    findings.note(
        "All requests are of one bot. The sim answers them with a body made once; it and the load"
            + " client share the other cores, and \"direct\" is what they do without anything"
            + " between them.");
  }
}
