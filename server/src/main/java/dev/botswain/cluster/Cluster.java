package dev.botswain.cluster;

import dev.botswain.store.NodeStore;
import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.NodeStore.Node;
import dev.botswain.store.NodeStore.Ownership;
import dev.botswain.store.NodeStore.Refusal;
import dev.botswain.store.NodeStore.State;
import dev.botswain.store.NodeStore.View;
import dev.botswain.time.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This server as one of the nodes of its store. Thread-safe; its futures complete on its [Loop].
public final class Cluster implements Directory {
  private static final Logger log = LoggerFactory.getLogger(Cluster.class);

  /// How long a move by hand waits for the bot to be there.
  private static final Duration MOVING = Duration.ofSeconds(5);

  private final Ground on;
  private final Lease lease;
  private final Members members = new Members();
  private final Ledger ledger;
  private final Waiting waiting;
  private final Estate estate;
  private final Claims claims;
  private final Departures departures;
  private final Balance balance;
  private final Membership membership;
  private final Logins logins;
  private final Promise<Void> started = Promise.promise();
  private final Promise<Void> claimed = Promise.promise();

  /// Confined to the loop, as is [#takingAnew].
  private final List<Promise<Void>> drained = new ArrayList<>();

  private volatile LongConsumer access = _ -> {};

  private volatile boolean known;
  private volatile boolean draining;

  private boolean takingAnew;

  /// A node, for the operator.
  ///
  /// @param me whether it is this one
  /// @param bots how many it owns
  public record Status(Node node, boolean me, int bots) {}

  public Cluster(
      NodeStore store, Ticker ticker, Loop loop, Residents residents, MeterRegistry metrics) {
    this(new Ground(store, ticker, loop, residents, new Rules(), new ClusterMetrics(metrics, log)));
  }

  Cluster(Ground on) {
    this.on = on;
    lease = new Lease(on.rules(), on.ticker(), !on.store().isShared());
    ledger = new Ledger(on.rules(), on.ticker());
    waiting = new Waiting(on.loop(), this::find);
    estate = new Estate(on, members, ledger, waiting);
    claims = new Claims(on, members, ledger, estate, this::claimsAnswered);
    departures = new Departures(on, members, estate, this::drainMore);
    balance = new Balance(on, members, ledger, estate, departures);
    membership = new Membership(on, lease, members, new Steps());
    logins = new Logins(on, membership, estate, waiting, this::find, this::drainMore);
    on.metrics().watch(members, estate::size, lease);
  }

  /// Joins, and from then on brings up what this node claims. A store that several nodes may use is
  /// tried until it answers.
  ///
  /// @param url where other nodes reach this one, without a trailing slash
  /// @return completes when this node has joined and seen which bots there are; fails if it is the
  ///   only node of its store and cannot read it
  public Future<Void> start(String url, Neighbours neighbours) {
    on.store().onRefusal(refusal -> on.loop().run(() -> refused(refusal)));
    on.loop()
        .run(() -> {
          departures.tell(neighbours);
          membership.start(url);
        });
    return started.future();
  }

  /// Sets who is told of [View#access] with each beat, on the loop.
  public void onAccess(LongConsumer told) {
    access = told;
  }

  /// Completes when this node has claimed for the first time all that was free and its to have.
  public Future<Void> claimed() {
    return claimed.future();
  }

  /// The id under which this node has joined; null if it has not.
  public @Nullable UUID me() {
    return members.me();
  }

  private final class Steps implements Membership.Events {
    @Override
    public void joined(View view) {
      ledger.keepOnly(view.changed());
      estate.hear(view.changed());
      known = true;
      seen(view, true);
      started.tryComplete();
    }

    @Override
    public void seen(View view, boolean changed) {
      access.accept(view.access());
      estate.hear(view.changed());
      if (changed) {
        waiting.lookAtAll();
      }
      if (changed || !view.changed().isEmpty()) {
        claims.lookSoon();
      }
      claims.look();
      noticeClaimed();
      balance.look();
      takeAnew();
      drainMore();
      estate.heals().look();
    }

    @Override
    public boolean isAhead(View all, long asked) {
      return ledger.isAhead(all.changed(), asked);
    }

    @Override
    public void died(UUID node, long since) {
      estate.heals().died(node, since);
    }

    @Override
    public void lost() {
      departures.lose();
      claims.lose();
      estate.lose();
      estate.heals().forget();
      drainMore();
    }

    @Override
    public void failed(Throwable failure) {
      started.tryFail(failure);
    }
  }

  private void claimsAnswered() {
    noticeClaimed();
    drainMore();
  }

  private void noticeClaimed() {
    if (claims.isIdle()) {
      claimed.tryComplete();
    }
  }

  private void refused(Refusal refusal) {
    on.metrics().refused(refusal);
    switch (refusal) {
      case Refusal.Fenced fenced -> membership.refused(fenced.node());
      case Refusal.NotOwner it -> drop(it.bot(), it.epoch());
      case Refusal.Behind it -> drop(it.bot(), it.epoch());
    }
  }

  private void drop(long bot, long epoch) {
    if (estate.drop(bot, epoch)) {
      membership.refresh();
    }
  }

  /// Takes what was refused anew, if it is this node's still: a new epoch makes void what was to be
  /// stored with the old one.
  private void takeAnew() {
    List<Claim> bots = estate.refused();
    UUID me = members.me();
    if (me != null && !bots.isEmpty() && !takingAnew) {
      takingAnew = true;
      on.then(
          on.store().release(me, bots, me),
          now -> {
            takingAnew = false;
            estate.hear(now);
          },
          failure -> {
            takingAnew = false;
            on.metrics().claimFailed(failure);
          });
    }
  }

  @Override
  public Place find(long bot) {
    if (!known) {
      return new Place.Between();
    }
    Ownership one = ledger.of(bot);
    if (one == null) {
      return new Place.Nowhere();
    }
    UUID owner = one.node();
    if (owner == null) {
      return new Place.Between();
    }
    if (members.isMe(owner)) {
      Tenancy tenancy = estate.of(bot);
      return tenancy == null || tenancy.isLeaving()
          ? new Place.Between()
          : new Place.Here(one.epoch());
    }
    Peer peer = members.peer(owner);
    return peer == null ? new Place.Between() : new Place.There(peer, one.epoch());
  }

  @Override
  public Future<Place> settled(long bot, Duration atMost) {
    return waiting.until(bot, atMost);
  }

  @Override
  public Place home(long bot) {
    Place now = find(bot);
    if (now instanceof Place.Here || now instanceof Place.There) {
      return now;
    }
    UUID node = Rendezvous.place(bot, members.loads(ledger, null));
    if (node == null) {
      return new Place.Between();
    }
    Peer peer = members.peer(node);
    return peer == null ? new Place.Here(0) : new Place.There(peer, 0);
  }

  @Override
  public List<Peer> peers() {
    return members.peers();
  }

  @Override
  public Future<Place> take(long bot) {
    return onLoop(() -> {
      boolean able = !draining && isLeased();
      return logins.take(
          bot,
          able ? members.me() : null,
          draining ? "this node is draining" : "this node has no lease at the moment");
    });
  }

  /// Bots were passed to this node, as another has told it. It need not be asked whether that is
  /// true: whoever is told as the owner stays it until it dies or passes the bot on itself.
  ///
  /// @return completes when those that are here are up
  public Future<Void> accept(Collection<Ownership> bots) {
    return onLoop(() -> {
      if (isLeased()) { // Without, it may be an old word, and the store will say what is true now.
        estate.hear(bots.stream().filter(one -> members.isMe(one.node())).toList());
      }
      drainMore();
      return estate.up(bots.stream().map(Ownership::bot).toList());
    });
  }

  @Override
  public Future<Void> refresh() {
    return onLoop(membership::refresh);
  }

  @Override
  public boolean isLeased() {
    return lease.isHeld();
  }

  /// Gives all bots away, some at a time, and takes none.
  ///
  /// @return completes when none is left here. Without the store that may take until it answers
  public Future<Void> drain() {
    return onLoop(() -> {
      if (!draining) {
        draining = true;
        on.metrics().draining(true);
        membership.want(State.DRAINING);
      }
      Promise<Void> done = Promise.promise();
      drained.add(done);
      drainMore();
      return done.future();
    });
  }

  /// Takes bots again.
  public Future<Void> undrain() {
    return onLoop(() -> {
      if (draining) {
        draining = false;
        on.metrics().draining(false);
        departures.stop();
        membership.want(State.UP);
      }
      return membership.refresh();
    });
  }

  public boolean isDraining() {
    return draining;
  }

  private void drainMore() {
    if (!draining) {
      return;
    }
    List<Tenancy> staying = estate.all().stream().filter(one -> !one.isPlanned()).toList();
    if (!staying.isEmpty()) {
      List<Long> bots = staying.stream().map(one -> one.claim.bot()).toList();
      departures.send(Rendezvous.place(bots, members.loads(ledger, members.me())), staying);
    }
    if (estate.size() == 0 && claims.isIdle() && logins.isIdle() && !drained.isEmpty()) {
      on.metrics().drained();
      drained.forEach(Promise::complete);
      drained.clear();
    }
  }

  /// Passes a bot of this node on to another. It stays there until the nodes change.
  ///
  /// @return where it is then; fails with [CannotTakeException] if that node takes none
  public Future<Place> move(long bot, UUID to) {
    return onLoop(() -> {
      Tenancy here = estate.of(bot);
      if (here == null || members.isMe(to)) {
        return Future.succeededFuture(find(bot));
      }
      if (!members.well().contains(to)) {
        return Future.failedFuture(new CannotTakeException("that node takes no bots"));
      }
      departures.sendNow(here, to);
      return waiting.until(bot, MOVING);
    });
  }

  /// All nodes that are alive.
  public List<Status> nodes() {
    return members.all().stream()
        .map(node -> new Status(node, members.isMe(node.id()), ledger.load(node.id())))
        .toList();
  }

  /// Leaves for good. What this node still has is dropped; [#drain] before gives it away in order.
  public Future<Void> leave() {
    return onLoop(membership::leave);
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    on.loop().run(() -> work.get().onComplete(promise));
    return promise.future();
  }
}
