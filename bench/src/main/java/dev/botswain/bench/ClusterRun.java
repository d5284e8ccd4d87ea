package dev.botswain.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.bench.SimControl.Bot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// [Nodes] to which [Fault]s happen while their bots receive numbered messages at a steady rate and
/// [Readers] of every kind read them at whatever node answers.
final class ClusterRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ENDLESS = 1_000_000_000;

  private final Http http;
  private final Nodes nodes;
  private final Readers readers;
  private final List<Bot> bots;
  private final List<String> complaints = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  private ClusterRun(Http http, Nodes nodes, List<Bot> bots) {
    this.http = http;
    this.nodes = nodes;
    this.bots = bots;
    this.readers = new Readers(http, nodes.fronts(), true);
  }

  /// Starts everything, and returns when all readers read.
  ///
  /// @param folder for data and logs
  /// @param rate messages a second, for all bots together
  static ClusterRun start(Path folder, Nodes.Plan plan, int rate) throws Exception {
    var http = new Http();
    Nodes nodes = Nodes.start(http, folder, plan);
    var run = new ClusterRun(http, nodes, nodes.sim().bots());
    try {
      run.read(rate);
      return run;
    } catch (Exception e) {
      run.explain();
      run.close();
      throw e;
    }
  }

  private void read(int rate) throws Exception {
    List<String> fronts = nodes.fronts();
    for (int i = 0; i < bots.size(); i++) {
      String session = http.login(fronts.get(i % fronts.size()), bots.get(i).token());
      readers.follow(session, new Numbers(i + 1, bots.size()));
    }
    readers.awaitReady();
    nodes.awaitWhole();
    nodes.sim().startBlast(ENDLESS, rate, bots);
  }

  /// Lets faults happen one after the other. If readers do not get over one of them, or have
  /// something to complain about, the logs of the nodes are printed.
  ClusterReport suffer(List<Fault> faults) throws Exception {
    ClusterReport report;
    try {
      for (Fault fault : faults) {
        suffer(fault);
        if (readers.ledgers().stream().anyMatch(Ledger::isInTrouble)) {
          break;
        }
      }
      report = finish();
    } catch (Exception e) {
      explain();
      throw e;
    }
    if (!report.complaints().isEmpty()) {
      explain();
    }
    return report;
  }

  private void explain() throws IOException {
    nodes.lastLines().forEach(System.err::println);
    steps.forEach(System.err::println);
    readers.ledgers().forEach(System.err::println);
  }

  Nodes nodes() {
    return nodes;
  }

  /// Lets a fault happen to the node of the first bot, ends it, and returns when all readers have
  /// read what was sent until then.
  private void suffer(Fault fault) throws Exception {
    Node victim = nodes.owner(bots.getFirst());
    if (victim == null) {
      throw new IllegalStateException("nobody owns " + bots.getFirst().id());
    }
    List<Bot> moving = fault.moves() && nodes.all().size() > 1 ? ownedBy(victim) : List.of();
    long begin = System.nanoTime();
    readers.ledgers().forEach(Ledger::serverStarts);
    fault.begin(nodes, victim);
    for (Bot bot : moving) {
      Nodes.await(fault + ": no new owner", PATIENCE, () -> isElsewhere(bot, victim));
    }
    long moved = millisSince(begin);
    Thread.sleep(fault.length().minusMillis(moved));
    fault.end(nodes, victim);
    nodes.awaitWhole();
    int sent = nodes.sim().sent();
    for (Ledger ledger : readers.ledgers()) {
      Nodes.await(
          fault + ": " + ledger, PATIENCE, () -> ledger.hasSeen(sent) || ledger.isInTrouble());
    }
    steps.add(new Step(fault, victim.number() + 1, moving.size(), moved, millisSince(begin)));
  }

  private static long millisSince(long begin) {
    return (System.nanoTime() - begin) / 1_000_000;
  }

  private List<Bot> ownedBy(Node node) throws Exception {
    var owned = new ArrayList<Bot>();
    for (Bot bot : bots) {
      if (nodes.owner(bot) == node) {
        owned.add(bot);
      }
    }
    return owned;
  }

  private boolean isElsewhere(Bot bot, Node than) throws Exception {
    Node owner = nodes.owner(bot);
    return owner != null && owner != than;
  }

  /// Ends the messages, waits until everybody has read them, and says what was seen.
  private ClusterReport finish() throws Exception {
    int sent = nodes.sim().endBlast();
    readers.ledgers().forEach(ledger -> ledger.expect(sent));
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (Ledger ledger : readers.ledgers()) {
      ledger.awaitWhole(Duration.ofNanos(end - System.nanoTime()));
      complaints.addAll(ledger.complaints());
    }
    JsonNode stats = nodes.sim().stats();
    return new ClusterReport(
        steps,
        readers.ledgers().stream().map(Ledger::toString).toList(),
        readers.ledgers().stream().mapToInt(Ledger::goneBack).max().orElse(0),
        stats.path("identifies").asInt(),
        stats.path("resumes").asInt(),
        (int) nodes.metric("botswain_cluster_refusals_total"),
        complaints);
  }

  @Override
  public void close() {
    readers.close();
    nodes.close();
    http.close();
  }
}
