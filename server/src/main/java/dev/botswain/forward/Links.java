package dev.botswain.forward;

import dev.botswain.cluster.Directory;
import dev.botswain.cluster.Peer;
import dev.botswain.time.Alarm;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches the other nodes: one that was given up by the others, or that does not answer here, must
/// not hold up a request or a stream until TCP gives up. Thread-safe.
final class Links {
  private static final Logger log = LoggerFactory.getLogger(Links.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  /// How long a node may take to answer, each time.
  private static final Duration PING = Duration.ofMillis(900);

  /// How many pings in a row may stay unanswered.
  private static final int MISSED = 3;

  private final Directory directory;
  private final Nodes nodes;
  private final Map<Peer, Set<Runnable>> open = new ConcurrentHashMap<>();
  private final Map<Peer, Integer> missed = new HashMap<>();

  /// Those that are alive and do not answer.
  private final Set<Peer> silent = ConcurrentHashMap.newKeySet();

  Links(Directory directory, Nodes nodes) {
    this.directory = directory;
    this.nodes = nodes;
  }

  /// Starts to watch.
  void start(Vertx vertx) {
    vertx.getOrCreateContext().runOnContext(_ -> new Alarm(vertx).setEvery(EVERY, this::look));
  }

  /// Something goes on with a node.
  ///
  /// @param broken what to do if the node is gone; called on any thread
  /// @return to be run when it is over
  Runnable opened(Peer peer, Runnable broken) {
    open.compute(
        peer,
        (_, there) -> {
          Set<Runnable> all = there == null ? ConcurrentHashMap.newKeySet() : there;
          all.add(broken);
          return all;
        });
    return () ->
        open.computeIfPresent(
            peer,
            (_, there) -> {
              there.remove(broken);
              return there.isEmpty() ? null : there;
            });
  }

  /// The nodes that are alive, as the store says, and do not answer this one.
  Set<Peer> silent() {
    return Set.copyOf(silent);
  }

  private void look() {
    Set<Peer> alive = Set.copyOf(directory.peers());
    missed.keySet().retainAll(alive);
    silent.retainAll(alive);
    for (Peer peer : open.keySet()) {
      if (!alive.contains(peer)) {
        cut(peer, "Another node is gone");
      }
    }
    alive.forEach(this::ping);
  }

  private void ping(Peer peer) {
    nodes
        .ask(peer, HttpMethod.GET, Nodes.PATH + "ping", Buffer.buffer(), PING)
        .onSuccess(_ -> answered(peer))
        .onFailure(_ -> {
          if (missed.merge(peer, 1, Integer::sum) == MISSED) {
            missed.remove(peer);
            if (silent.add(peer) || open.containsKey(peer)) {
              cut(peer, "Another node does not answer");
            }
          }
        });
  }

  private void answered(Peer peer) {
    missed.remove(peer);
    if (silent.remove(peer)) {
      log.atInfo().addKeyValue("node", peer.id()).log("Another node answers again");
    }
  }

  private void cut(Peer peer, String why) {
    Set<Runnable> all = open.getOrDefault(peer, Set.of());
    log.atWarn()
        .addKeyValue("node", peer.id())
        .addKeyValue("url", peer.url())
        .addKeyValue("open", all.size())
        .log(why);
    List.copyOf(all).forEach(Runnable::run);
  }
}
