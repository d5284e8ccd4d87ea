package dev.botswain;

import dev.botswain.api.Health;
import dev.botswain.cluster.Cluster;
import dev.botswain.cluster.Peer;
import dev.botswain.forward.Forward;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What is wrong between this node, the store and the other nodes. It makes no node unready: what
/// is wrong is so for all of them, or a request is better sent here than nowhere.
record NodesCheck(Cluster cluster, Forward forward, MeterRegistry metrics) {
  /// A lease lasts two seconds, and a beat of over a second has failed.
  private static final Duration SLOW = Duration.ofMillis(500);

  Health.Check now() {
    List<String> wrong = new ArrayList<>();
    if (!cluster.isLeased()) {
      wrong.add(
          "this node has no lease: nothing is sent to Discord until the store answers its beats");
    }
    slowness(metrics).ifPresent(wrong::add);
    for (Peer peer : forward.silent()) {
      wrong.add("the node at %s beats and does not answer this one".formatted(peer.url()));
    }
    return new Health.Check(
        "nodes",
        true,
        wrong.isEmpty() ? cluster.nodes().size() + " alive" : String.join("; ", wrong));
  }

  /// What to say of a store that has answered beats slowly in the last minutes.
  static Optional<String> slowness(MeterRegistry metrics) {
    return Optional.ofNullable(metrics.find("botswain.cluster.beats").timer())
        .map((Timer beats) -> Math.round(beats.max(TimeUnit.MILLISECONDS)))
        .filter(millis -> millis > SLOW.toMillis())
        .map("the store has taken up to %s ms to answer a beat"::formatted);
  }
}
