package dev.botswain.forward;

import dev.botswain.cluster.Arrivals;
import dev.botswain.cluster.Directory;
import dev.botswain.cluster.Peer;
import dev.botswain.cluster.Place;
import dev.botswain.error.ApiError;
import dev.botswain.http.Elsewhere;
import dev.botswain.http.Passage;
import dev.botswain.http.Sought;
import dev.botswain.limit.Limit;
import dev.botswain.share.Shares;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Decides where requests are answered, and takes those elsewhere that are not answered here.
public final class Forward implements Elsewhere {
  /// How long a request waits for its bot's next owner. Another node takes over within five
  /// seconds.
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final Vertx vertx;
  private final Directory directory;
  private final Arrivals arrivals;
  private final Nodes nodes;
  private final Links links;
  private final Inquiry inquiry;
  private final Shares<String> open = Limit.FORWARDS.shares();
  private final Shares<String> waiting = Limit.FORWARDS_WAITING.shares();
  private final ForwardMetrics metrics;
  private final Duration patience;

  /// @param arrivals bots that are this node's and not up yet
  public Forward(
      Vertx vertx, Directory directory, Arrivals arrivals, Nodes nodes, MeterRegistry registry) {
    this(vertx, directory, arrivals, nodes, registry, PATIENCE);
  }

  /// @param patience how long a request waits for its bot's next owner
  Forward(
      Vertx vertx,
      Directory directory,
      Arrivals arrivals,
      Nodes nodes,
      MeterRegistry registry,
      Duration patience) {
    this.patience = patience;
    this.arrivals = arrivals;
    this.vertx = vertx;
    this.directory = directory;
    this.nodes = nodes;
    links = new Links(directory, nodes);
    inquiry = new Inquiry(vertx, directory);
    metrics = new ForwardMetrics(registry, open::taken, waiting::taken);
  }

  /// Starts to watch the other nodes.
  public void start() {
    links.start(vertx);
  }

  /// The nodes that are alive, as the store says, and do not answer this one.
  public Set<Peer> silent() {
    return links.silent();
  }

  Duration patience() {
    return patience;
  }

  /// Watches a node to which something is open.
  ///
  /// @param gone called on any thread if it is gone, or does not answer
  /// @return to be run when that is over
  public Runnable watch(Peer peer, Runnable gone) {
    return links.opened(peer, gone);
  }

  Directory directory() {
    return directory;
  }

  Arrivals arrivals() {
    return arrivals;
  }

  Nodes nodes() {
    return nodes;
  }

  Links links() {
    return links;
  }

  /// Where a bot lives. Waits for one that is between two nodes, and asks the store about one that
  /// this node does not know.
  ///
  /// @param atMost how long
  /// @return [Place.Between] if that cannot be said by then; never fails
  public Future<Place> find(long bot, Duration atMost) {
    Place now = directory.find(bot);
    return switch (now) {
      case Place.Here _, Place.There _ -> Future.succeededFuture(now);
      case Place.Between _ -> directory.settled(bot, atMost);
      case Place.Nowhere _ when directory.peers().isEmpty() -> Future.succeededFuture(now);
      case Place.Nowhere _ ->
          inquiry
              .make()
              .timeout(atMost.toMillis(), TimeUnit.MILLISECONDS)
              .map(_ -> directory.find(bot))
              .otherwise(new Place.Between());
    };
  }

  Inquiry inquiry() {
    return inquiry;
  }

  /// Requests in progress elsewhere, by the caller's network.
  Shares<String> open() {
    return open;
  }

  /// Requests that wait for a bot, by the caller's network.
  Shares<String> waiting() {
    return waiting;
  }

  ForwardMetrics metrics() {
    return metrics;
  }

  @Override
  public boolean takes(Sought sought, Supplier<Passage> passage, Runnable here) {
    OptionalLong bot = Whose.of(sought);
    if (bot.isEmpty() || isHere(bot.getAsLong(), sought)) {
      return false;
    }
    var crossing =
        new Crossing(
            this, vertx.getOrCreateContext(), sought, bot.getAsLong(), passage.get(), here);
    crossing.start();
    return true;
  }

  /// @throws dev.botswain.error.RequestRefusedException if another node thinks so, and is wrong
  private boolean isHere(long bot, Sought sought) {
    return switch (directory.find(bot)) {
      case Place.Here _ -> !arrivals.isMoving(bot);
      case Place.Nowhere _ when isLogin(sought) -> sought.isPassedOn() || home(bot) == null;
      case Place.Nowhere _ when directory.peers().isEmpty() && !sought.isPassedOn() -> true;
      case Place.There _, Place.Between _, Place.Nowhere _ -> {
        if (sought.isPassedOn()) {
          throw ApiError.MISDIRECTED.refusal();
        }
        yield false;
      }
    };
  }

  static boolean isLogin(Sought sought) {
    return sought.body() != null;
  }

  /// The other node at which a bot that lives nowhere should be logged in; null for this one.
  @Nullable Peer home(long bot) {
    return directory.home(bot) instanceof Place.There(var peer, _) ? peer : null;
  }
}
