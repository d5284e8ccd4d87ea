package dev.botswain;

import dev.botswain.cluster.Directory;
import dev.botswain.cluster.Peer;
import dev.botswain.cluster.Place;
import dev.botswain.forward.Forward;
import dev.botswain.forward.Nodes;
import dev.botswain.relay.gateway.Homes;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import java.time.Duration;

/// Where the bots of the gateway relay's clients live among several nodes.
record GatewayHomes(Directory directory, Nodes nodes, Forward forward) implements Homes {
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  /// A session that does not name its bot is looked for here.
  @Override
  public Future<Place> find(long bot) {
    if (bot == 0) {
      return Future.succeededFuture(new Place.Nowhere());
    }
    return forward.find(bot, PATIENCE);
  }

  @Override
  public boolean isStill(long bot, Place place) {
    return directory.find(bot).equals(place);
  }

  @Override
  public Future<WebSocket> open(Peer peer, String uri) {
    return nodes.socket(peer, uri);
  }

  @Override
  public Runnable watch(Peer peer, Runnable gone) {
    return forward.watch(peer, gone);
  }

  @Override
  public void refresh() {
    directory.refresh();
  }
}
