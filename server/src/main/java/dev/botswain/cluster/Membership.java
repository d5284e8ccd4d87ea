package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Node;
import dev.botswain.store.NodeStore.State;
import dev.botswain.store.NodeStore.View;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// This node among the others: it joins, beats, keeps its lease, gives up nodes that are silent,
/// and joins anew under another name if it was given up itself. Confined to the loop.
final class Membership {
  /// How many beats may be without an answer.
  private static final int UNANSWERED = 4;

  /// What follows from it.
  interface Events {
    /// The first view since this node joined: all ownerships are in it.
    void joined(View view);

    /// The view of another beat.
    ///
    /// @param changed whether the nodes are others than before, or in other states
    void seen(View view, boolean changed);

    /// Whether this node knows of something that the store does not know any more.
    ///
    /// @param all a view with all ownerships
    /// @param asked when it was asked for, in nanoseconds of the ticker
    boolean isAhead(View all, long asked);

    /// A node is dead.
    ///
    /// @param since when its last beat was seen, in nanoseconds of the ticker
    void died(UUID node, long since);

    /// This node is none any more and owns nothing.
    void lost();

    /// The only node of its store could not read it.
    void failed(Throwable failure);
  }

  private final Ground on;
  private final Lease lease;
  private final Members members;
  private final Events events;
  private final Loop.Timer timer;

  private Watch watch;
  private String url = "";
  private State wanted = State.UP;

  /// The name under which this node has joined, or tries to.
  private @Nullable UUID name;

  private boolean joined;
  private boolean viewed;
  private boolean marking;
  private boolean wasLeased;
  private boolean stopped;
  private long since;

  /// Whether the store may have lost something since the last good beat.
  private boolean doubtful;

  /// When the last good answer was there, in nanoseconds of the ticker.
  private long good;

  private Beat last = new Beat(0, 0, 0, false);
  private int answered;
  private int unanswered;
  private final Set<UUID> fencing = new HashSet<>();
  private final List<Promise<Void>> waiting = new ArrayList<>();

  /// @param sent in nanoseconds of the ticker
  /// @param known the revision that is known
  /// @param all whether it asks for all ownerships, not only for those that changed since then
  private record Beat(int number, long sent, long known, boolean all) {}

  Membership(Ground on, Lease lease, Members members, Events events) {
    this.on = on;
    this.lease = lease;
    this.members = members;
    this.events = events;
    this.timer = on.loop().timer();
    this.watch = new Watch(on.rules());
  }

  void start(String itsUrl) {
    url = itsUrl;
    join();
  }

  private void join() {
    UUID id = on.rules().name();
    name = id;
    joined = false;
    on.then(
        on.store().join(id, url),
        _ -> hasJoined(id),
        failure -> {
          on.metrics().joinFailed(failure);
          if (id.equals(name)) {
            timer.set(on.rules().beat(), this::join);
          }
        });
  }

  private void hasJoined(UUID id) {
    if (!stopped && id.equals(name)) {
      joined = true;
      viewed = false;
      doubtful = false;
      good = on.ticker().nanos();
      watch = new Watch(on.rules());
      fencing.clear();
      marking = false;
      since = 0;
      unanswered = 0;
      answered = last.number();
      on.metrics().joined(id);
      beat();
    }
  }

  /// Beats now.
  ///
  /// @return completes with the answer to a beat that is sent from now on; fails if there is none
  Future<Void> refresh() {
    if (stopped) {
      return Future.succeededFuture();
    }
    Promise<Void> promise = Promise.promise();
    waiting.add(promise);
    more();
    return promise.future();
  }

  private void beat() {
    UUID me = name;
    if (me == null || !joined || stopped) {
      return;
    }
    boolean all = doubtful;
    last = new Beat(last.number() + 1, on.ticker().nanos(), since, all);
    Beat sent = last;
    List<Promise<Void>> answers = List.copyOf(waiting);
    waiting.clear();
    unanswered++;
    if (on.store().isShared()) {
      timer.set(on.rules().beat(), this::tick);
    }
    on.then(
        on.store().beat(me, all ? 0 : sent.known()),
        view -> {
          if (me.equals(name)) {
            unanswered--;
            answer(me, sent, view);
          }
          answers.forEach(Promise::tryComplete);
          more();
        },
        failure -> {
          if (me.equals(name)) {
            unanswered--;
          }
          doubtful = doubts();
          on.metrics().beatFailed(failure);
          answers.forEach(one -> one.tryFail(failure));
          if (!viewed && !on.store().isShared()) {
            events.failed(failure);
          }
        });
  }

  private void tick() {
    noticeLease();
    boolean overdue = on.ticker().nanos() - last.sent() > on.rules().gap().toNanos();
    if (unanswered == 0 || overdue && unanswered < UNANSWERED) {
      beat();
    } else {
      timer.set(on.rules().beat(), this::tick);
    }
  }

  private void more() {
    if (!waiting.isEmpty() && unanswered == 0) {
      beat();
    }
  }

  private void noticeLease() {
    boolean leased = lease.isHeld();
    if (leased != wasLeased) {
      wasLeased = leased;
      on.metrics().leased(leased);
    }
  }

  private void answer(UUID me, Beat sent, View view) {
    if (sent.number() <= answered || stopped) {
      return;
    }
    answered = sent.number();
    Node self = find(me, view.nodes());
    if (self == null || self.state() == State.DEAD) {
      lose("it was given up");
      return;
    }
    long now = on.ticker().nanos();
    boolean lost = sent.all() && viewed && events.isAhead(view, sent.sent());
    if (lost || view.revision() < sent.known()) {
      var _ = on.store().leave(me);
      lose("the store has lost what it had stored");
      return;
    }
    if (viewed && now - good > on.rules().gap().toNanos()) {
      doubtful = doubts();
    }
    doubtful &= !sent.all();
    good = now;
    since = Math.max(since, view.revision());
    noticeLease();
    if (!doubtful) {
      lease.renew(sent.sent());
      noticeLease();
    }
    on.metrics().beaten(now - sent.sent());
    boolean first = !viewed;
    viewed = true;
    look(view, me, sent.sent(), now, first);
    if (self.state() != wanted) {
      mark(me);
    }
    if (doubtful) {
      refresh();
    }
  }

  private static @Nullable Node find(UUID id, List<Node> nodes) {
    for (Node node : nodes) {
      if (node.id().equals(id)) {
        return node;
      }
    }
    return null;
  }

  /// Whether a store that was away may be another one now, which has lost the last of what was
  /// stored. Then all ownerships are asked for, and until they are there no lease is renewed.
  private boolean doubts() {
    return on.store().isShared() && on.rules().asksAll();
  }

  private void look(View view, UUID me, long asked, long now, boolean first) {
    var others = new ArrayList<Node>(view.nodes().size());
    for (Node node : view.nodes()) {
      if (node.state() != State.DEAD) {
        if (!node.id().equals(me)) {
          others.add(node);
        }
      } else if (members.isAlive(node.id())) {
        events.died(node.id(), watch.silentSince(node.id(), now));
      }
    }
    List<Node> silent = watch.look(others, asked, now);
    boolean changed = members.see(me, view.nodes(), watch::isWell);
    if (first) {
      events.joined(view);
    } else {
      events.seen(view, changed);
    }
    silent.forEach(this::fence);
  }

  private void fence(Node node) {
    UUID me = name;
    if (me == null || !fencing.add(node.id())) {
      return;
    }
    on.then(
        on.store().fence(node.id(), node.beat()),
        dead -> {
          fencing.remove(node.id());
          if (dead) {
            on.metrics().fenced(node.id());
            refresh();
          }
        },
        failure -> {
          fencing.remove(node.id());
          on.metrics().fenceFailed(failure);
        });
  }

  /// The store refused something because this node is dead.
  void refused(UUID node) {
    if (node.equals(name) && joined) {
      lose("it was given up");
    }
  }

  private void lose(String why) {
    UUID me = name;
    lease.end();
    noticeLease();
    joined = false;
    name = null;
    timer.stop();
    members.lose();
    on.metrics().lost(me, why);
    events.lost();
    if (!stopped) {
      join();
    }
  }

  /// Sets whether this node takes bots.
  void want(State state) {
    wanted = state;
    UUID me = name;
    if (joined && me != null) {
      mark(me);
    }
  }

  private void mark(UUID me) {
    if (marking) {
      return;
    }
    marking = true;
    State state = wanted;
    on.then(
        on.store().mark(me, state),
        _ -> {
          marking = false;
          refresh();
        },
        _ -> marking = false);
  }

  /// Ends: the others may take what this node had.
  Future<Void> leave() {
    UUID me = name;
    boolean member = joined;
    stopped = true;
    name = null;
    timer.stop();
    lease.end();
    wasLeased = false;
    members.lose();
    events.lost();
    waiting.forEach(Promise::tryComplete);
    waiting.clear();
    return me == null || !member ? Future.succeededFuture() : on.store().leave(me);
  }
}
