package dev.botswain.store;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The nodes of a store that only one process can use: itself, which may own every bot.
public final class SoleNode implements NodeStore {
  private static final int PAGE = 10_000;

  private final BotStore bots;
  private final Supplier<Future<Boolean>> written;
  private final Map<Long, Long> owned = new HashMap<>();
  private @Nullable Node node;
  private long epoch;

  /// @param bots those that an earlier run left
  /// @param written completes when everything that was given to the store before is stored
  public SoleNode(BotStore bots, Supplier<Future<Boolean>> written) {
    this.bots = bots;
    this.written = written;
  }

  @Override
  public synchronized Future<Void> join(UUID me, String url) {
    node = new Node(me, url, State.UP, 0);
    owned.clear();
    return Future.succeededFuture();
  }

  @Override
  public Future<View> beat(UUID me, long since) {
    return since == 0
        ? all(0, new ArrayList<>()).map(this::view)
        : Future.succeededFuture(view(List.of()));
  }

  private Future<List<Long>> all(long after, List<Long> found) {
    return bots.ids(after, PAGE)
        .compose(page -> {
          found.addAll(page);
          return page.isEmpty() ? Future.succeededFuture(found) : all(page.getLast(), found);
        });
  }

  private synchronized View view(List<Long> known) {
    Node now = node;
    if (now == null) {
      throw new IllegalStateException("no node has joined");
    }
    now = new Node(now.id(), now.url(), now.state(), now.beat() + 1);
    node = now;
    UUID me = now.id();
    Set<Long> all = new HashSet<>(known);
    return new View(
        List.of(now),
        all.stream()
            .map(bot -> {
              Long own = owned.get(bot);
              return own == null ? new Ownership(bot, null, 0) : new Ownership(bot, me, own);
            })
            .toList(),
        1,
        0);
  }

  @Override
  public synchronized Future<Boolean> mark(UUID me, State state) {
    Node now = node;
    if (now == null || !now.id().equals(me)) {
      return Future.succeededFuture(false);
    }
    node = new Node(me, now.url(), state, now.beat());
    return Future.succeededFuture(true);
  }

  @Override
  public Future<Boolean> fence(UUID other, long beat) {
    return Future.succeededFuture(true);
  }

  @Override
  public synchronized Future<List<Claim>> claim(UUID me, Collection<Ownership> seen) {
    var taken = new ArrayList<Claim>();
    for (Ownership one : seen) {
      if (!owned.containsKey(one.bot())) {
        taken.add(new Claim(one.bot(), own(one.bot())));
      }
    }
    return Future.succeededFuture(taken);
  }

  @Override
  public synchronized Future<Ownership> take(UUID me, long bot) {
    Long before = owned.get(bot);
    return Future.succeededFuture(new Ownership(bot, me, before == null ? own(bot) : before));
  }

  private long own(long bot) {
    epoch++;
    owned.put(bot, epoch);
    return epoch;
  }

  @Override
  public Future<List<Ownership>> release(UUID me, Collection<Claim> bots, @Nullable UUID to) {
    List<Claim> given = List.copyOf(bots);
    return written.get().map(_ -> released(me, given, to));
  }

  private synchronized List<Ownership> released(
      UUID me, Collection<Claim> bots, @Nullable UUID to) {
    var now = new ArrayList<Ownership>();
    for (Claim claim : bots) {
      long bot = claim.bot();
      boolean given = owned.remove(bot, claim.epoch());
      if (given && me.equals(to)) {
        own(bot);
      }
      Long held = owned.get(bot);
      now.add(
          held == null ? new Ownership(bot, null, claim.epoch()) : new Ownership(bot, me, held));
    }
    return now;
  }

  @Override
  public synchronized Future<Void> leave(UUID me) {
    owned.clear();
    return Future.succeededFuture();
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public void onRefusal(Consumer<Refusal> told) {}
}
