package dev.botswain;

import dev.botswain.bot.OpenInteractions;
import dev.botswain.cluster.Neighbours;
import dev.botswain.cluster.Peer;
import dev.botswain.forward.Forward;
import dev.botswain.forward.Nodes;
import dev.botswain.http.Answer;
import dev.botswain.http.HttpFront;
import dev.botswain.http.Passage;
import dev.botswain.relay.gateway.GatewayRelay;
import dev.botswain.store.NodeStore.Ownership;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The other nodes, as this server talks with them. There are none where a store is one server's.
final class Neighbourhood implements Neighbours {
  private static final String PASSED = "passed";
  private static final String GATEWAY = "gateway";

  /// How long bots that are passed on are waited for.
  private static final Duration ARRIVAL = Duration.ofSeconds(5);

  private static final int LONGEST = 4 << 20;

  private final Foundation on;
  private final HttpFront http;
  private final NodeAddress address;
  private final Nodes nodes;
  private final Forward forward;

  private Neighbourhood(Foundation on, HttpFront http, NodeAddress address) {
    this.on = on;
    this.http = http;
    this.address = address;
    nodes = on.node().others;
    forward = on.node().forward;
    nodes.route(PASSED, this::accept);
  }

  /// Empty if the store is this server's alone. Listens to nobody yet.
  static Optional<Neighbourhood> of(Foundation on, HttpFront http) {
    var config = on.config();
    return config
        .data()
        .store()
        .map(store -> new Neighbourhood(on, http, NodeAddress.of(config.cluster(), store)));
  }

  /// Lets clients of the gateway relay reach their bots from any node, and bots learn what was
  /// answered at any.
  void join(GatewayRelay relay, OpenInteractions interactions) {
    var directory = on.node().cluster;
    relay.among(new GatewayHomes(directory, nodes, forward));
    nodes.route(GATEWAY, relay::takePassedOn);
    new AnsweredInteractions(on.vertx(), directory, nodes, interactions);
  }

  /// For what talks with other nodes itself.
  Nodes nodes() {
    return nodes;
  }

  /// Listens for other nodes.
  ///
  /// @return the URL at which they reach this one
  /// @throws CannotListenException if the address cannot be listened on
  String listen() {
    String bound =
        CannotListenException.await(
            http.listenToNodes(address.host(), address.port(), nodes),
            address.host(),
            on.config().cluster());
    forward.start();
    return address.reachable(bound);
  }

  @Override
  public Future<Void> passed(Peer to, Collection<Ownership> bots) {
    var list = new JsonArray();
    for (Ownership each : bots) {
      UUID node = each.node();
      list.add(
          new JsonObject()
              .put("bot", each.bot())
              .put("node", node == null ? null : node.toString())
              .put("epoch", each.epoch()));
    }
    return nodes.ask(to, HttpMethod.POST, Nodes.PATH + PASSED, list.toBuffer(), ARRIVAL).mapEmpty();
  }

  private void accept(Passage passage) {
    passage.body(
        LONGEST,
        body -> {
          on.node().cluster.accept(read(body)).onComplete(_ -> passage.send(Answer.empty(204)));
        });
  }

  private static List<Ownership> read(Buffer body) {
    return new JsonArray(body)
        .stream()
            .map(JsonObject.class::cast)
            .map(each -> {
              String node = each.getString("node");
              return new Ownership(
                  each.getLong("bot"),
                  node == null ? null : UUID.fromString(node),
                  each.getLong("epoch"));
            })
            .toList();
  }
}
