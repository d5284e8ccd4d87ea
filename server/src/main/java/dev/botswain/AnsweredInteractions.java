package dev.botswain;

import dev.botswain.bot.OpenInteractions;
import dev.botswain.cluster.Directory;
import dev.botswain.cluster.Peer;
import dev.botswain.forward.Nodes;
import dev.botswain.http.Answer;
import dev.botswain.http.Passage;
import dev.botswain.limit.Limit;
import dev.botswain.time.Alarm;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Tells the other nodes which interactions were answered here without a session, so that their
/// bots, wherever they live, do not defer them. An answer names neither bot nor session, and must
/// be at Discord within three seconds; so it goes to Discord from the node that was asked, and all
/// are told afterwards, many at a time.
///
/// A node that cannot be told defers in vain: Discord refuses that.
final class AnsweredInteractions {
  private static final String ROUTE = "answered";
  private static final Duration GATHER = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /// As many as can be on their way to Discord.
  private static final int MOST = Math.toIntExact(Limit.STRANGERS_REQUESTS.total());

  private final Vertx vertx;
  private final Directory directory;
  private final Nodes nodes;
  private final OpenInteractions open;
  private List<Long> waiting = new ArrayList<>();

  AnsweredInteractions(Vertx vertx, Directory directory, Nodes nodes, OpenInteractions open) {
    this.vertx = vertx;
    this.directory = directory;
    this.nodes = nodes;
    this.open = open;
    open.onUnknown(this::tell);
    nodes.route(ROUTE, this::take);
  }

  private synchronized void tell(long id) {
    if (directory.peers().isEmpty() || waiting.size() >= MOST) {
      return;
    }
    if (waiting.isEmpty()) {
      vertx.getOrCreateContext().runOnContext(_ -> new Alarm(vertx).set(GATHER, this::send));
    }
    waiting.add(id);
  }

  private void send() {
    var ids = Buffer.buffer();
    gathered().forEach(ids::appendLong);
    for (Peer peer : directory.peers()) {
      nodes.ask(peer, HttpMethod.POST, Nodes.PATH + ROUTE, ids, PATIENCE);
    }
  }

  private synchronized List<Long> gathered() {
    List<Long> all = waiting;
    waiting = new ArrayList<>();
    return all;
  }

  private void take(Passage passage) {
    passage.body(
        MOST * Long.BYTES,
        ids -> {
          for (int at = 0; at + Long.BYTES <= ids.length(); at += Long.BYTES) {
            open.answered(ids.getLong(at));
          }
          passage.send(Answer.empty(204));
        });
  }
}
