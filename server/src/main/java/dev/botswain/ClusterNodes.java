package dev.botswain;

import dev.botswain.cluster.CannotTakeException;
import dev.botswain.cluster.Cluster;
import dev.botswain.cluster.Peer;
import dev.botswain.cluster.Place;
import dev.botswain.error.ApiError;
import dev.botswain.forward.Nodes;
import dev.botswain.http.Answer;
import dev.botswain.http.Passage;
import dev.botswain.operator.Everywhere;
import dev.botswain.operator.ServerNodes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// The cluster, as the operator works with it.
record ClusterNodes(Cluster cluster, Nodes others) implements ServerNodes {
  private static final String NAME = "operator";
  private static final int LONGEST = 64 << 10;

  /// Answers the operator's questions of other nodes. To be called before this one listens.
  void answerBy(Everywhere everywhere) {
    others.route(NAME, passage -> passage.body(LONGEST, body -> answer(passage, body, everywhere)));
  }

  private static void answer(Passage passage, Buffer question, Everywhere everywhere) {
    everywhere
        .answer(question)
        .onSuccess(answer -> passage.send(Answer.json(answer)))
        .onFailure(passage::refuse);
  }

  @Override
  public List<Known> known() {
    return cluster.nodes().stream()
        .map(one ->
            new Known(
                one.node().id(),
                one.node().url(),
                one.node().state().name().toLowerCase(Locale.ROOT),
                one.me(),
                one.bots()))
        .toList();
  }

  @Override
  public boolean isLeased() {
    return cluster.isLeased();
  }

  @Override
  public void drain() {
    cluster.drain();
  }

  @Override
  public void undrain() {
    cluster.undrain();
  }

  @Override
  public Future<Void> move(long bot, UUID to) {
    return cluster
        .move(bot, to)
        .recover(failure ->
            Future.failedFuture(
                failure instanceof CannotTakeException
                    ? new CannotMoveException(String.valueOf(failure.getMessage()))
                    : failure))
        .compose(place -> isAt(place, to));
  }

  private Future<Void> isAt(Place place, UUID to) {
    boolean there =
        switch (place) {
          case Place.Here _ -> to.equals(cluster.me());
          case Place.There(Peer peer, long _) -> peer.id().equals(to);
          case Place.Between _, Place.Nowhere _ -> false;
        };
    return there
        ? Future.succeededFuture()
        : Future.failedFuture(new CannotMoveException("the bot has not arrived there yet"));
  }

  @Override
  public Future<Buffer> ask(UUID node, Buffer question, Duration atMost) {
    return cluster.peers().stream()
        .filter(peer -> peer.id().equals(node))
        .findFirst()
        .map(peer ->
            others
                .ask(peer, HttpMethod.POST, Nodes.PATH + NAME, question, atMost)
                .compose(reply ->
                    reply.isSuccess()
                        ? Future.succeededFuture(reply.body())
                        : Future.failedFuture(ApiError.NODE_LOST.refusal())))
        .orElseGet(() -> Future.failedFuture(ApiError.UNKNOWN_NODE.refusal()));
  }
}
