package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.NodeStore.Ownership;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Bots on their way to other nodes: each is taken down, and passed on once all that was to be
/// stored for it is stored. Confined to the loop.
///
/// A bot that has left never comes back by the same claim, because the word that it was given up
/// may reach the store at any later time: it comes back with a new epoch.
final class Departures {
  private static final UUID ANYBODY = new UUID(0, 0);
  private static final Duration RETRY = Duration.ofMillis(300);

  private final Ground on;
  private final Members members;
  private final Estate estate;
  private final Runnable moved;
  private final Loop.Timer retry;
  private final Queue<Tenancy> queue = new ArrayDeque<>();
  private final List<Tenancy> left = new ArrayList<>();
  private Neighbours neighbours = (_, _) -> Future.succeededFuture();

  /// By the node that bots are planned for, or [#ANYBODY].
  private final Map<UUID, Pace> paces = new HashMap<>();

  /// Those that are being taken down or passed on.
  private final Map<Tenancy, Pace> leaving = new IdentityHashMap<>();

  private boolean passing;

  /// @param moved runs whenever some have been passed on
  Departures(Ground on, Members members, Estate estate, Runnable moved) {
    this.moved = moved;
    this.on = on;
    this.members = members;
    this.estate = estate;
    this.retry = on.loop().timer();
  }

  void tell(Neighbours told) {
    neighbours = told;
  }

  boolean isIdle() {
    return leaving.isEmpty() && queue.isEmpty();
  }

  /// Sends bots away, some at a time, as [Pace] says.
  ///
  /// @param targets the node of each; a bot whose node cannot take it any more, or null, goes to
  ///   whoever claims it
  void send(Map<Long, UUID> targets, Collection<Tenancy> bots) {
    for (Tenancy bot : bots) {
      if (!bot.isPlanned()) {
        bot.planFor(targets.get(bot.claim.bot()));
        queue.add(bot);
      }
    }
    next();
  }

  /// Sends one bot away before all others.
  void sendNow(Tenancy bot, UUID to) {
    if (!bot.isLeaving()) {
      bot.planFor(to);
      pace(bot).begin();
      begin(bot, pace(bot));
    }
  }

  /// Those that have not begun to leave stay.
  void stop() {
    queue.forEach(Tenancy::stay);
    queue.clear();
  }

  /// This node owns nothing any more.
  void lose() {
    queue.clear();
    left.clear();
    leaving.clear();
    paces.clear();
    passing = false;
    retry.stop();
  }

  private Pace pace(Tenancy bot) {
    UUID to = bot.to();
    return paces.computeIfAbsent(to == null ? ANYBODY : to, _ -> new Pace());
  }

  private void next() {
    var beginning = new ArrayList<Tenancy>();
    Iterator<Tenancy> all = queue.iterator();
    while (all.hasNext()) {
      Tenancy bot = all.next();
      if (!isHere(bot) || bot.isLeaving()) {
        all.remove();
      } else if (pace(bot).take()) {
        all.remove();
        beginning.add(bot);
      }
    }
    beginning.forEach(bot -> begin(bot, pace(bot)));
  }

  private void begin(Tenancy bot, Pace pace) {
    bot.leave();
    leaving.put(bot, pace);
    on.then(bot.up, _ -> leave(bot), _ -> leave(bot));
  }

  private boolean isHere(Tenancy bot) {
    return estate.of(bot.claim.bot()) == bot;
  }

  private void leave(Tenancy bot) {
    if (isHere(bot)) {
      on.then(on.residents().leave(bot.claim), _ -> hasLeft(bot), _ -> hasLeft(bot));
    } else {
      gone(bot);
    }
  }

  private void hasLeft(Tenancy bot) {
    if (isHere(bot)) {
      bot.left = true;
      bot.leftAt = on.ticker().nanos();
      left.add(bot);
      pass();
    } else {
      gone(bot);
    }
  }

  /// Passes on all that go to the same node.
  private void pass() {
    UUID me = members.me();
    if (passing || left.isEmpty() || me == null) {
      return;
    }
    UUID to = target(left.getFirst());
    List<Tenancy> group = left.stream().filter(one -> Objects.equals(target(one), to)).toList();
    left.removeAll(group);
    passing = true;
    List<Claim> claims = group.stream().map(one -> one.claim).toList();
    on.then(
        on.store().release(me, claims, to),
        now -> passed(me, group, to, now),
        failure -> failed(me, group, failure));
  }

  private @Nullable UUID target(Tenancy bot) {
    UUID to = bot.to();
    return to != null && members.well().contains(to) ? to : null;
  }

  private void passed(UUID me, List<Tenancy> group, @Nullable UUID to, List<Ownership> now) {
    if (!members.isMe(me)) {
      return;
    }
    passing = false;
    estate.hear(now);
    on.metrics().handedOver(group.size());
    Peer peer = to == null ? null : members.peer(to);
    if (peer == null) {
      group.forEach(this::gone);
    } else {
      List<Ownership> theirs = now.stream().filter(one -> peer.id().equals(one.node())).toList();
      await(group, neighbours.passed(peer, theirs));
    }
    pass();
    moved.run();
  }

  /// Others follow once these are up.
  private void await(List<Tenancy> group, Future<Void> up) {
    Map<Tenancy, Pace> underway = new IdentityHashMap<>();
    for (Tenancy bot : group) {
      Pace pace = leaving.remove(bot);
      if (pace != null) {
        underway.put(bot, pace);
      }
    }
    on.then(up, _ -> arrived(underway), _ -> arrived(underway));
  }

  private void arrived(Map<Tenancy, Pace> bots) {
    long now = on.ticker().nanos();
    bots.forEach((bot, pace) -> pace.arrived(now - bot.leftAt));
    next();
  }

  private void failed(UUID me, List<Tenancy> group, Throwable failure) {
    if (members.isMe(me)) {
      passing = false;
      on.metrics().handOverFailed(failure);
      group.stream().filter(this::isHere).forEach(left::add);
      group.stream().filter(one -> !isHere(one)).forEach(this::gone);
      retry.set(RETRY, this::pass);
    }
  }

  private void gone(Tenancy bot) {
    Pace pace = leaving.remove(bot);
    if (pace != null) {
      pace.end();
      next();
    }
  }
}
