package dev.botswain.operator;

import dev.botswain.bot.Bots;
import dev.botswain.time.Timestamp;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// What a node says of itself.
final class NodeView {
  private static final String FORWARD = "botswain.forward.requests";

  private final ServerNodes nodes;
  private final Bots bots;
  private final MeterRegistry metrics;
  private final String version;
  private final Instant startedAt;

  NodeView(ServerNodes nodes, Bots bots, MeterRegistry metrics, String version, Instant startedAt) {
    this.nodes = nodes;
    this.bots = bots;
    this.metrics = metrics;
    this.version = version;
    this.startedAt = startedAt;
  }

  /// This node, as it sees itself. Of what [#known] has, this has what the node knows better,
  /// unless it is none at the moment.
  JsonObject now() {
    Runtime process = Runtime.getRuntime();
    JsonObject view = new JsonObject();
    nodes.known().stream()
        .filter(ServerNodes.Known::me)
        .forEach(me -> view.put("state", me.state()).put("bots", me.bots()));
    return view.put("version", version)
        .put("startedAt", Timestamp.of(startedAt))
        .put("uptimeSeconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1_000)
        .put("connectedBots", bots.all().size())
        .put("leased", nodes.isLeased())
        .put("storeMs", storeMillis())
        .put("joins", count("botswain.cluster.joins"))
        .put("claims", count("botswain.cluster.claims"))
        .put("handOvers", count("botswain.cluster.handovers"))
        .put("refusals", count("botswain.cluster.refusals"))
        .put(
            "forwarded",
            new JsonObject()
                .put("answered", count(FORWARD, "answered"))
                .put("lost", count(FORWARD, "lost"))
                .put("open", gauge("botswain.forward.open"))
                .put("waiting", gauge("botswain.forward.waiting")))
        .put(
            "heap",
            new JsonObject()
                .put("used", process.totalMemory() - process.freeMemory())
                .put("most", process.maxMemory()));
  }

  /// What this node knows of another, as of its last beat.
  static JsonObject known(ServerNodes.Known node) {
    return new JsonObject()
        .put("id", node.id().toString())
        .put("url", node.url())
        .put("state", node.state())
        .put("answering", node.me())
        .put("bots", node.bots());
  }

  private long count(String name) {
    return Math.round(metrics.find(name).counters().stream().mapToDouble(Counter::count).sum());
  }

  private long count(String name, String outcome) {
    Counter found = metrics.find(name).tag("outcome", outcome).counter();
    return found == null ? 0 : Math.round(found.count());
  }

  private long gauge(String name) {
    Gauge found = metrics.find(name).gauge();
    return found == null ? 0 : Math.round(found.value());
  }

  /// How long beats take.
  private double storeMillis() {
    Timer found = metrics.find("botswain.cluster.beats").timer();
    return found == null ? 0 : Math.round(10 * found.max(TimeUnit.MILLISECONDS)) / 10.0;
  }
}
