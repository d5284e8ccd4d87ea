package dev.botswain.bench;

import dev.botswain.bench.SimControl.Bot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// What a measurement of [ClusterBenchmark] begins with: nodes with all their bots logged in.
final class Trial implements AutoCloseable {
  private static final long LONGEST_MILLIS = 3_600_000;

  /// As in [Botswain]: the server's own limits on callers are off.
  private static final Map<String, String> SETTINGS =
      Map.of(
          "BOTSWAIN_LOGINS_PER_MINUTE", "0",
          "BOTSWAIN_MAX_SESSIONS", "1000000",
          "BOTSWAIN_SESSION_REQUESTS_PER_SECOND", "0");

  private final Http http = new Http();
  private final Nodes nodes;
  private final List<Bot> bots;
  private final List<String> sessions;

  private Trial(Path folder, Nodes.Plan plan) throws Exception {
    this.nodes = Nodes.start(http, folder, plan);
    try {
      this.bots = nodes.sim().bots();
      this.sessions = logIn();
      nodes.awaitWhole();
    } catch (Exception e) {
      nodes.lastLines().forEach(System.err::println);
      close();
      throw e;
    }
  }

  /// Starts nodes, and logs all bots in.
  ///
  /// @param postgres whether they have PostgreSQL; else there is one node with a file
  /// @param links whether there is a [Link] on every way
  static Trial start(Bench bench, int bots, int nodes, boolean postgres, boolean links)
      throws Exception {
    return new Trial(
        bench.newFolder("cluster"),
        new Nodes.Plan(
            bots, nodes, postgres, links, bench.cores().prefix(Cores.Place.ANY), SETTINGS));
  }

  /// A part of the bots at each node, as a balancer would send them.
  private List<String> logIn() throws Exception {
    List<String> fronts = nodes.fronts();
    var sessions = new ArrayList<String>();
    int part = (bots.size() + fronts.size() - 1) / fronts.size();
    for (int i = 0; i < fronts.size(); i++) {
      int from = Math.min(bots.size(), i * part);
      List<Bot> its = bots.subList(from, Math.min(bots.size(), from + part));
      sessions.addAll(Logins.of(http, fronts.get(i), its).sessions());
    }
    return sessions;
  }

  Http http() {
    return http;
  }

  Nodes nodes() {
    return nodes;
  }

  List<Bot> bots() {
    return bots;
  }

  /// The session of each bot.
  List<String> sessions() {
    return sessions;
  }

  /// Times in milliseconds.
  static Histogram millis() {
    return new Histogram(LONGEST_MILLIS, 3);
  }

  /// Adds how many there were, and how long they took.
  static void add(Findings findings, String what, String unit, Histogram millis) {
    findings.note("%s: %s bots.".formatted(what, millis.getTotalCount()));
    findings.add(what, unit + ", p50", HealTrial.SIDE, (double) millis.getValueAtPercentile(50));
    findings.add(what, unit + ", p99", HealTrial.SIDE, (double) millis.getValueAtPercentile(99));
    findings.add(what, unit + ", most", HealTrial.SIDE, (double) millis.getMaxValue());
  }

  @Override
  public void close() {
    nodes.close();
    http.close();
  }
}
