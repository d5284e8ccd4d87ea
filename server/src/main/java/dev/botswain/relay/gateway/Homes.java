package dev.botswain.relay.gateway;

import dev.botswain.cluster.Peer;
import dev.botswain.cluster.Place;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;

/// Where the bots of clients live, and the way to those that live on other nodes. Thread-safe.
public interface Homes {

  /// Where every bot lives if there is one node.
  Homes ONE_NODE =
      new Homes() {
        @Override
        public Future<Place> find(long bot) {
          return Future.succeededFuture(new Place.Here(0));
        }

        @Override
        public boolean isStill(long bot, Place place) {
          return true;
        }

        @Override
        public Future<WebSocket> open(Peer peer, String uri) {
          return Future.failedFuture("there is no other node");
        }

        @Override
        public Runnable watch(Peer peer, Runnable gone) {
          return () -> {};
        }

        @Override
        public void refresh() {}
      };

  /// Where a bot lives. Waits for a bot that is between two nodes, for some seconds at most.
  ///
  /// @return [Place.Between] if it still is then; never fails
  Future<Place> find(long bot);

  /// Whether a bot still lives where it was found. Answers from memory.
  boolean isStill(long bot, Place place);

  /// Opens a WebSocket to another node, on the event loop of the caller.
  ///
  /// @param uri the path there, and the query
  Future<WebSocket> open(Peer peer, String uri);

  /// Watches a node as long as a WebSocket to it is in use.
  ///
  /// @param gone called on any thread if the node cannot be reached any more
  /// @return to be run when the WebSocket is not in use any more
  Runnable watch(Peer peer, Runnable gone);

  /// Another node has said that a bot does not live there.
  void refresh();
}
