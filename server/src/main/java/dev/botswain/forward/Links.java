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
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches the nodes to which something is open: a node that was given up by the others, or that
/// does not answer here, must not hold up a request or a stream until TCP gives up. Thread-safe.
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

  private void look() {
    Set<UUID> alive = directory.peers().stream().map(Peer::id).collect(Collectors.toSet());
    missed.keySet().retainAll(open.keySet());
    for (Peer peer : open.keySet()) {
      if (!alive.contains(peer.id())) {
        cut(peer, "Another node is gone");
      } else {
        ping(peer);
      }
    }
  }

  private void ping(Peer peer) {
    nodes
        .ask(peer, HttpMethod.GET, Nodes.PATH + "ping", Buffer.buffer(), PING)
        .onSuccess(_ -> missed.remove(peer))
        .onFailure(_ -> {
          if (missed.merge(peer, 1, Integer::sum) == MISSED) {
            cut(peer, "Another node does not answer");
          }
        });
  }

  private void cut(Peer peer, String why) {
    Set<Runnable> all = open.getOrDefault(peer, Set.of());
    missed.remove(peer);
    log.atWarn()
        .addKeyValue("node", peer.id())
        .addKeyValue("url", peer.url())
        .addKeyValue("open", all.size())
        .log(why);
    List.copyOf(all).forEach(Runnable::run);
  }
}
