package dev.botswain;

import dev.botswain.cluster.Peer;
import dev.botswain.cluster.Place;
import dev.botswain.console.OtherLogins;
import dev.botswain.forward.Nodes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/// The console's logins, of whose bots some live on other nodes or are on their way.
record LoginsOfNodes(ThisNode node) implements OtherLogins {
  /// The name of the route that answers.
  static final String ROUTE = "console";

  private static final Duration PATIENCE = Duration.ofSeconds(6);
  private static final Duration ANSWER = Duration.ofSeconds(2);

  @Override
  public boolean isAway(long bot) {
    return switch (node.cluster.find(bot)) {
      case Place.Here _ -> node.arrivals.isMoving(bot);
      case Place.There _, Place.Between _ -> true;
      case Place.Nowhere _ -> !node.cluster.peers().isEmpty();
    };
  }

  @Override
  public Future<Found> find(long bot, String session) {
    return node.forward
        .find(bot, PATIENCE)
        .compose(place ->
            switch (place) {
              case Place.Here _ -> node.arrivals.settled(bot, PATIENCE).map(_ -> here(bot));
              case Place.There(var peer, _) -> ask(peer, bot, session);
              case Place.Between _ -> Future.failedFuture("the bot is on its way");
              case Place.Nowhere _ -> Future.succeededFuture(new Found.Over());
            });
  }

  private Found here(long bot) {
    if (isAway(bot)) {
      throw new IllegalStateException("the bot is not up yet");
    }
    return new Found.Here();
  }

  private Future<Found> ask(Peer peer, long bot, String session) {
    Buffer question =
        new JsonObject()
            .put("botId", Long.toUnsignedString(bot))
            .put("session", session)
            .toBuffer();
    return node.others
        .ask(peer, HttpMethod.POST, Nodes.PATH + ROUTE, question, ANSWER)
        .map(reply ->
            switch (reply.status()) {
              case 200 -> new Found.There(new JsonObject(reply.body()));
              case 404 -> new Found.Over();
              default -> throw new IllegalStateException("it answered " + reply.status());
            });
  }
}
