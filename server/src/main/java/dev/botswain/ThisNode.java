package dev.botswain;

import dev.botswain.cluster.Arrivals;
import dev.botswain.cluster.Cluster;
import dev.botswain.cluster.Loop;
import dev.botswain.cluster.Neighbours;
import dev.botswain.config.Config;
import dev.botswain.forward.Forward;
import dev.botswain.forward.Nodes;
import dev.botswain.store.Store;
import dev.botswain.time.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/// This server as one of the nodes of its store; with a store of its own, the only one.
final class ThisNode {
  final Cluster cluster;
  final Residence residence;
  final Arrivals arrivals;

  /// The way to other nodes.
  final Nodes others;

  final Forward forward;

  final NodesCheck check;
  private final boolean shared;

  ThisNode(Config config, Store store, Vertx vertx, MeterRegistry metrics) {
    shared = config.data().store().isPresent();
    arrivals = new Arrivals();
    residence = new Residence(vertx, store, arrivals, config.discord().tokens());
    cluster = new Cluster(store.nodes(), Ticker.system(), Loop.of(vertx), residence, metrics);
    others = new Nodes(vertx, store.secretKeys(), cluster::me);
    forward = new Forward(vertx, cluster, arrivals, others, metrics);
    check = new NodesCheck(cluster, forward, metrics);
  }

  /// Whether there may be other nodes.
  boolean isShared() {
    return shared;
  }

  /// Joins, and begins to bring up what this node claims.
  ///
  /// @param url where other nodes reach this one
  /// @param neighbours how other nodes are told
  /// @return completes when it is known which bots there are
  Future<Void> start(String url, Neighbours neighbours) {
    return cluster
        .start(url, neighbours)
        .onSuccess(_ -> cluster.claimed().onComplete(_ -> arrivals.begun()));
  }
}
