package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.NodeStore.Ownership;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Bots on their way to other nodes: each is taken down, and passed on once all that was to be
/// stored for it is stored. Confined to the loop.
///
/// A bot that has left never comes back by the same claim, because the word that it was given up
/// may reach the store at any later time: it comes back with a new epoch.
final class Departures {
  /// How many leave at once.
  static final int AT_ONCE = 50;

  private static final Duration RETRY = Duration.ofMillis(300);

  private final Ground on;
  private final Members members;
  private final Estate estate;
  private final Runnable moved;
  private final Loop.Timer retry;
  private final Queue<Tenancy> queue = new ArrayDeque<>();
  private final List<Tenancy> left = new ArrayList<>();
  private Neighbours neighbours = (_, _) -> {};

  /// Those that are being taken down or passed on.
  private final Set<Tenancy> leaving = Collections.newSetFromMap(new IdentityHashMap<>());

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

  /// Sends bots away, some at a time.
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
      begin(bot);
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
    passing = false;
    retry.stop();
  }

  private void next() {
    while (leaving.size() < AT_ONCE && !queue.isEmpty()) {
      Tenancy bot = queue.remove();
      if (isHere(bot) && !bot.isLeaving()) {
        begin(bot);
      }
    }
  }

  private void begin(Tenancy bot) {
    bot.leave();
    leaving.add(bot);
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
    if (peer != null) {
      neighbours.passed(peer, now.stream().filter(one -> peer.id().equals(one.node())).toList());
    }
    group.forEach(this::gone);
    pass();
    moved.run();
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
    if (leaving.remove(bot)) {
      next();
    }
  }
}
