package dev.botswain;

import dev.botswain.cluster.Directory;
import dev.botswain.cluster.Neighbours;
import dev.botswain.cluster.Peer;
import dev.botswain.cluster.Place;
import dev.botswain.config.Config;
import dev.botswain.store.NodeStore;
import dev.botswain.store.NodeStore.Ownership;
import dev.botswain.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// This server as a node.
final class Nodes implements Directory {
  private final NodeStore store;
  private final Residence residence;
  private final UUID me = UUID.randomUUID();
  private final Map<Long, Long> owned = new ConcurrentHashMap<>();

  private Nodes(NodeStore store, Residence residence) {
    this.store = store;
    this.residence = residence;
  }

  static Nodes of(Config config, Store store, Vertx vertx, MeterRegistry metrics) {
    return new Nodes(store.nodes(), new Residence(vertx, store, config.discord().tokens()));
  }

  Directory directory() {
    return this;
  }

  Residence residence() {
    return residence;
  }

  /// This node, as it joined last; null before.
  @Nullable UUID me() {
    return me;
  }

  /// Another node has passed these bots on to this one.
  void accept(Collection<Ownership> bots) {}

  /// @param url where other nodes reach this one
  /// @param neighbours how other nodes are told
  Future<Void> start(String url, Neighbours neighbours) {
    return store
        .join(me, url)
        .compose(_ -> store.beat(me, 0))
        .compose(view -> store.claim(me, view.changed()))
        .map(claims -> {
          claims.forEach(claim -> owned.put(claim.bot(), claim.epoch()));
          residence.adopt(claims);
          return null;
        });
  }

  Future<Void> leave() {
    residence.close();
    return store.leave(me);
  }

  @Override
  public Place find(long bot) {
    Long epoch = owned.get(bot);
    return epoch == null ? new Place.Nowhere() : new Place.Here(epoch);
  }

  @Override
  public Future<Place> settled(long bot, Duration atMost) {
    return Future.succeededFuture(find(bot));
  }

  @Override
  public Place home(long bot) {
    return new Place.Here(0);
  }

  @Override
  public List<Peer> peers() {
    return List.of();
  }

  @Override
  public Future<Place> take(long bot) {
    return store
        .take(me, bot)
        .compose(ownership -> {
          owned.put(bot, ownership.epoch());
          return Future.succeededFuture(find(bot));
        });
  }

  @Override
  public Future<Void> refresh() {
    return Future.succeededFuture();
  }

  @Override
  public boolean isLeased() {
    return true;
  }
}
