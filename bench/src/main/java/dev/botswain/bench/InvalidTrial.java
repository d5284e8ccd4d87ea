package dev.botswain.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Whether answers of Discord's that count towards a ban of the address are counted together by all
/// nodes behind it.
final class InvalidTrial {
  private static final String METRIC = "botswain_rest_invalid_recent";
  private static final double GOAL_SECONDS = 2;

  private InvalidTrial() {}

  /// @param requests how many are answered with 403, at all nodes together
  static void run(Trial trial, Findings findings, int requests) throws Exception {
    Nodes nodes = trial.nodes();
    String path = "/channels/{id}/pins";
    nodes.sim().refuse(path, requests);
    double before = least(nodes);
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      String session = trial.sessions().get(i % trial.sessions().size());
      String url = nodes.fronts().get(i % nodes.fronts().size()) + "/api/v10/channels/1/pins";
      calls.add(() -> trial.http().get(url, "Bot " + session).status());
    }
    var statuses = new TreeMap<Integer, Integer>();
    try (var threads = Executors.newFixedThreadPool(24)) {
      for (Future<Integer> call : threads.invokeAll(calls)) {
        statuses.merge(call.get(), 1, Integer::sum);
      }
    }
    findings.note("Answers to %s requests that Discord refuses: %s.".formatted(requests, statuses));
    long end = System.nanoTime();
    Nodes.await(
        "every node counts " + requests,
        Duration.ofSeconds(20),
        () -> least(nodes) - before >= requests);
    double seconds = (System.nanoTime() - end) / 1e9;
    String what = "%s invalid requests over all nodes".formatted(requests);
    findings.add(what, "s until every node counts them all", HealTrial.SIDE, seconds);
    findings.add(what, "counted at most", HealTrial.SIDE, most(nodes) - before);
    findings.limit(GOAL_SECONDS, what, "s until every node counts them all", HealTrial.SIDE);
    findings.limit(requests, what, "counted at most", HealTrial.SIDE);
  }

  private static double least(Nodes nodes) throws Exception {
    double least = Double.MAX_VALUE;
    for (Node node : nodes.all()) {
      least = Math.min(least, nodes.metric(node, METRIC));
    }
    return least;
  }

  private static double most(Nodes nodes) throws Exception {
    double most = 0;
    for (Node node : nodes.all()) {
      most = Math.max(most, nodes.metric(node, METRIC));
    }
    return most;
  }
}
