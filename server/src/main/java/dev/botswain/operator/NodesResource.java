package dev.botswain.operator;

import dev.botswain.audit.Target;
import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.operator.ServerNodes.CannotMoveException;
import dev.botswain.operator.ServerNodes.Known;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/// The nodes: how they are, and which of them take bots.
final class NodesResource implements Resource {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String TELL = "tellOfNode";
  private static final String DRAIN = "drainNode";
  private static final String UNDRAIN = "undrainNode";

  private final ServerNodes nodes;
  private final NodeView self;
  private final OperatedBots operated;
  private final OperatorAudit audit;

  NodesResource(ServerNodes nodes, NodeView self, OperatedBots operated, OperatorAudit audit) {
    this.nodes = nodes;
    this.self = self;
    this.operated = operated;
    this.audit = audit;
  }

  /// What other nodes may ask of this one.
  void openTo(Everywhere everywhere) {
    everywhere.open(TELL, _ -> Answer.json(self.now().toBuffer()));
    everywhere.open(DRAIN, call -> drainHere(call, true));
    everywhere.open(UNDRAIN, call -> drainHere(call, false));
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "listNodes",
        this::list,
        DRAIN,
        call -> drain(call, DRAIN),
        UNDRAIN,
        call -> drain(call, UNDRAIN),
        "moveBot",
        this::move);
  }

  private Answer list(Call call) {
    return Answer.json(all(call).toBuffer());
  }

  /// All nodes, by their ids.
  JsonArray all(Call call) {
    List<Known> known =
        nodes.known().stream().sorted(Comparator.comparing(node -> node.id().toString())).toList();
    Buffer question = RemoteCall.question(TELL, call).toBuffer();
    List<Future<JsonObject>> told =
        known.stream()
            .map(node ->
                node.me()
                    ? Future.succeededFuture(self.now())
                    : nodes
                        .ask(node.id(), question, PATIENCE)
                        .map(answer -> (JsonObject) part(answer).body()))
            .toList();
    var views = new ArrayList<JsonObject>();
    for (int i = 0; i < known.size(); i++) {
      JsonObject view = NodeView.known(known.get(i));
      try {
        view.mergeIn(call.await(told.get(i))).put("answering", true);
      } catch (TimeoutException | RuntimeException silent) {
        // It is shown with what is known of it.
      }
      views.add(view);
    }
    return new JsonArray(views);
  }

  private static Everywhere.Part part(Buffer answer) {
    return Everywhere.Part.of(new JsonObject(answer));
  }

  private Known named(String id) {
    return nodes.known().stream()
        .filter(node -> node.id().toString().equals(id))
        .findFirst()
        .orElseThrow(ApiError.UNKNOWN_NODE::refusal);
  }

  private Answer drain(Call call, String operation) throws TimeoutException {
    Known node = named(String.valueOf(call.text("nodeId")));
    if (node.me()) {
      return drainHere(call, operation.equals(DRAIN));
    }
    try {
      Everywhere.Part part =
          part(
              call.await(
                  nodes.ask(node.id(), RemoteCall.question(operation, call).toBuffer(), PATIENCE)));
      return part.answer();
    } catch (RequestRefusedException refused) {
      throw refused;
    } catch (RuntimeException silent) {
      throw ApiError.NODE_LOST.because("the node does not answer");
    }
  }

  private Answer drainHere(Call call, boolean drains) throws TimeoutException {
    Known me = nodes.known().stream().filter(Known::me).findFirst().orElse(null);
    if (me == null) {
      throw ApiError.NODE_LOST.because("the node has no connection to the store");
    }
    audit.run(
        call,
        drains ? DRAIN : UNDRAIN,
        0,
        Target.of("nodeId", me.id().toString()),
        () -> {
          if (drains) {
            nodes.drain();
          } else {
            nodes.undrain();
          }
          return me;
        });
    return Answer.json(
        new JsonObject()
            .put("id", me.id().toString())
            .put("state", drains ? "draining" : "up")
            .put("bots", me.bots())
            .toBuffer());
  }

  private Answer move(Call call) throws TimeoutException {
    long bot = operated.bot(Snowflake.of(String.valueOf(call.text("botId")))).id();
    Known to = named(call.body().getString("node"));
    if (!to.state().equals("up")) {
      throw RequestRefusedException.field("node", "must be a node that takes bots");
    }
    audit.run(
        call,
        "moveBot",
        bot,
        Target.of("nodeId", to.id().toString()),
        () -> moved(call, bot, to.id()));
    return Answer.json(
        new JsonObject().put("id", Long.toString(bot)).put("node", to.id().toString()).toBuffer());
  }

  private UUID moved(Call call, long bot, UUID to) throws TimeoutException {
    try {
      call.await(nodes.move(bot, to));
      return to;
    } catch (CannotMoveException refused) {
      throw ApiError.CANNOT_MOVE.because(String.valueOf(refused.getMessage()));
    }
  }
}
