package dev.botswain.forward;

import dev.botswain.cluster.Directory;
import dev.botswain.cluster.Peer;
import dev.botswain.cluster.Place;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Where bots live, as a test says.
final class FakeDirectory implements Directory {
  private final Map<Long, Place> places = new ConcurrentHashMap<>();
  private final Map<Long, Place> homes = new ConcurrentHashMap<>();
  private final List<Consumer<FakeDirectory>> refreshes = new CopyOnWriteArrayList<>();
  private final List<Peer> peers = new CopyOnWriteArrayList<>();
  private final Map<Long, Promise<Place>> awaited = new ConcurrentHashMap<>();
  final AtomicInteger refreshed = new AtomicInteger();

  void put(long bot, Place place) {
    places.put(bot, place);
    Promise<Place> waiting = awaited.remove(bot);
    if (waiting != null) {
      waiting.complete(place);
    }
  }

  void home(long bot, Place place) {
    homes.put(bot, place);
  }

  void peer(Peer peer) {
    peers.add(peer);
  }

  void forget(Peer peer) {
    peers.remove(peer);
  }

  /// What the next refresh finds out.
  void onRefresh(Consumer<FakeDirectory> change) {
    refreshes.add(change);
  }

  boolean isAwaited(long bot) {
    return awaited.containsKey(bot);
  }

  @Override
  public Place find(long bot) {
    return places.getOrDefault(bot, new Place.Nowhere());
  }

  @Override
  public Future<Place> settled(long bot, Duration atMost) {
    return awaited.computeIfAbsent(bot, _ -> Promise.promise()).future();
  }

  @Override
  public Place home(long bot) {
    return homes.getOrDefault(bot, new Place.Here(1));
  }

  @Override
  public List<Peer> peers() {
    return peers;
  }

  @Override
  public Future<Place> take(long bot) {
    return Future.succeededFuture(find(bot));
  }

  @Override
  public Future<Void> refresh() {
    refreshed.incrementAndGet();
    if (!refreshes.isEmpty()) {
      refreshes.removeFirst().accept(this);
    }
    return Future.succeededFuture();
  }

  @Override
  public boolean isLeased() {
    return true;
  }
}
