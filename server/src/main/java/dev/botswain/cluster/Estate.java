package dev.botswain.cluster;

import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.NodeStore.Ownership;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The bots that this node owns. Whatever is heard about whose a bot is comes here, be it from a
/// beat, from the answer to a claim or from another node, and in any order; the bot is brought up
/// or taken down accordingly.
///
/// Changed on the loop, read on any thread.
final class Estate {
  private final Ground on;
  private final Members members;
  private final Ledger ledger;
  private final Waiting waiting;
  private final Heals heals;
  private final Map<Long, Tenancy> tenancies = new ConcurrentHashMap<>();

  /// Those that were taken down because the store refused something, and are this node's still.
  private final Map<Long, Claim> refused = new HashMap<>();

  Estate(Ground on, Members members, Ledger ledger, Waiting waiting) {
    this.on = on;
    this.members = members;
    this.ledger = ledger;
    this.waiting = waiting;
    this.heals = new Heals(on, ledger);
  }

  @Nullable Tenancy of(long bot) {
    return tenancies.get(bot);
  }

  Collection<Tenancy> all() {
    return tenancies.values();
  }

  int size() {
    return tenancies.size();
  }

  /// Completes when those of some bots that are here are up.
  Future<Void> up(Collection<Long> bots) {
    return Future.join(
            bots.stream()
                .map(tenancies::get)
                .filter(Objects::nonNull)
                .map(one -> one.up)
                .distinct()
                .toList())
        .mapEmpty();
  }

  Heals heals() {
    return heals;
  }

  /// Takes in what was heard.
  void hear(Collection<Ownership> told) {
    if (told.isEmpty()) {
      return;
    }
    var coming = new ArrayList<Tenancy>();
    Promise<Void> up = Promise.promise();
    for (Ownership one : told) {
      Ownership before = ledger.of(one.bot());
      if (ledger.hear(one)) {
        settle(one, before == null ? null : before.node(), up.future(), coming);
      }
    }
    if (!coming.isEmpty()) {
      List<Claim> claims = coming.stream().map(one -> one.claim).toList();
      on.then(on.residents().adopt(claims), _ -> areUp(coming, up), _ -> areUp(coming, up));
    }
    told.forEach(one -> waiting.look(one.bot()));
  }

  private void settle(Ownership now, @Nullable UUID before, Future<Void> up, List<Tenancy> coming) {
    long bot = now.bot();
    refused.remove(bot);
    boolean mine = members.isMe(now.node());
    Tenancy old = tenancies.get(bot);
    if (old != null && (!mine || old.claim.epoch() != now.epoch())) {
      tenancies.remove(bot);
      if (!old.left) {
        on.metrics().dropped(old.claim);
        on.residents().drop(old.claim);
      }
      old = null;
    }
    if (mine && old == null) {
      var tenancy =
          new Tenancy(new Claim(bot, now.epoch()), up, members.isAlive(before) ? null : before);
      tenancies.put(bot, tenancy);
      coming.add(tenancy);
      heals.coming(tenancy);
    }
  }

  private void areUp(List<Tenancy> come, Promise<Void> up) {
    up.complete();
    come.forEach(heals::came);
  }

  /// The store refused something of a bot: takes it down at once.
  ///
  /// @return whether it was here by this claim
  boolean drop(long bot, long epoch) {
    Tenancy here = tenancies.get(bot);
    if (here == null || here.claim.epoch() != epoch || here.left) {
      return false;
    }
    tenancies.remove(bot);
    refused.put(bot, here.claim);
    on.metrics().dropped(here.claim);
    on.residents().drop(here.claim);
    return true;
  }

  /// Those that were dropped so and have not changed hands since.
  List<Claim> refused() {
    return List.copyOf(refused.values());
  }

  /// Takes everything down at once: this node owns nothing any more.
  void lose() {
    List<Tenancy> all = List.copyOf(tenancies.values());
    tenancies.clear();
    refused.clear();
    for (Tenancy one : all) {
      if (!one.left) {
        on.residents().drop(one.claim);
      }
    }
  }
}
